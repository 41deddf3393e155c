-- POSTs the signed query strings of a file, one after the other.
local lines, at = {}, 0

function init(args)
   for line in io.lines(args[1]) do lines[#lines + 1] = line end
   wrk.method = "POST"
   wrk.headers["X-MBX-APIKEY"] = "bench"
   wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
   at = at % #lines + 1
   return wrk.format(nil, "/fapi/v1/order?" .. lines[at])
end
