using System.Text;
using CsCheck;
using Spark.Copilot.Batches;

namespace Spark.Copilot.Tests.Batches;

public sealed class LineSpoolTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Everything_comes_out_in_order_whoever_is_slower() => Gen.Select(Gen.Int[1, 300], Gen.Int[0, 3]).Array[1, 60].SampleAsync(async steps =>
    {
        await using var spool = new LineSpool(1_000);
        var (put, got) = (new StringBuilder(), new StringBuilder());
        await using var reading = spool.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        var number = 0;
        foreach (var (length, reads) in steps)
        {
            var line = new string((char)('a' + (number++ % 26)), length) + "\n";
            put.Append(line);
            spool.Add(Encoding.UTF8.GetBytes(line));
            for (var i = 0; i < reads && got.Length < put.Length; i++)
            {
                Assert.True(await reading.MoveNextAsync());
                got.Append(Encoding.UTF8.GetString(reading.Current.Span));
            }
        }
        spool.Complete();
        while (await reading.MoveNextAsync()) got.Append(Encoding.UTF8.GetString(reading.Current.Span));
        Assert.Equal(put.ToString(), got.ToString());
    }, iter: 200);

    [Fact]
    public async Task What_nobody_reads_yet_goes_to_a_file_that_leaves_with_it()
    {
        var folder = Directory.CreateTempSubdirectory("spark-spool-").FullName;
        await using (var spool = new LineSpool(1_000, folder))
        {
            for (var i = 0; i < 10; i++) spool.Add(new byte[100]);
            Assert.False(spool.IsSpilt);
            spool.Add(new byte[100]);
            Assert.True(spool.IsSpilt);
            Assert.Single(Directory.EnumerateFiles(folder));
            spool.Complete();
            var total = 0;
            await foreach (var chunk in spool.ReadAsync(Ct)) total += chunk.Length;
            Assert.Equal(1_100, total);
            Assert.False(spool.IsSpilt);
        }
        Assert.Empty(Directory.EnumerateFiles(folder));
        Directory.Delete(folder);
    }
}
