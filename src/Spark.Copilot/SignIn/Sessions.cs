using System.Collections.Concurrent;
using System.Security.Cryptography;
using Spark.Contracts.Security;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.SignIn;

/// <summary>
/// Browser sessions of people who gave a key. They live in this process alone, and the cookie holds nothing but a random name, so that
/// a restart or a sign-out ends them.
/// </summary>
internal sealed class Sessions(CopilotSettings settings, TimeProvider time)
{
    public const string Cookie = "spark_session";

    private const int Most = 1_000;

    private static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<string, (Person Person, DateTimeOffset LastSeen)> _open = new(StringComparer.Ordinal);

    /// <summary>Whether anybody has to sign in.</summary>
    public bool Needed => settings.ApiKeys.Count > 0;

    /// <summary>The person whose key this is; null when nobody's. Every key is compared, so that the time taken tells nothing.</summary>
    public Person? PersonOf(string key)
    {
        ApiKeyEntry? known = null;
        foreach (var entry in settings.ApiKeys)
        {
            if (entry.Key.Matches(key)) known = entry;
        }
        return known is null ? null : new Person(known.Name, known.Role);
    }

    /// <summary>Opens a session and puts its cookie on the response.</summary>
    public void Open(Person person, HttpContext context)
    {
        Sweep();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _open[id] = (person, time.GetUtcNow());
        context.Response.Cookies.Append(Cookie, id, Options(context));
    }

    /// <summary>The person of a request's session; null without a live one.</summary>
    public Person? Of(HttpRequest request)
    {
        if (request.Cookies[Cookie] is not { Length: 64 } id || !_open.TryGetValue(id, out var session)) return null;
        var now = time.GetUtcNow();
        if (now - session.LastSeen > Idle)
        {
            _open.TryRemove(id, out _);
            return null;
        }
        _open[id] = session with { LastSeen = now };
        return session.Person;
    }

    public void Close(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { } id) _open.TryRemove(id, out _);
        context.Response.Cookies.Delete(Cookie, Options(context));
    }

    private void Sweep()
    {
        var old = time.GetUtcNow() - Idle;
        foreach (var (id, session) in _open)
        {
            if (session.LastSeen < old || _open.Count > Most) _open.TryRemove(id, out _);
        }
    }

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true, Path = "/" };
}
