namespace Custos.SlowTests.Store;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_acknowledged_decision_is_found_exactly_once_after_ten_kills_at_random_moments()
    {
        var random = new Random(20260301);
        var acknowledged = new List<Guid>();
        for (var kill = 0; kill < 10; kill++)
        {
            using var recorder = RecorderProcess.Start(Data, writers: 8, count: 0);
            var told = await recorder.AcknowledgedUntilKilledAsync(atLeast: 50, TimeSpan.FromMilliseconds(random.Next(0, 700)));
            told.Count.ShouldBeGreaterThanOrEqualTo(50);
            acknowledged.AddRange(told);
        }

        await FoundExactlyOnce.ShouldHoldAsync(Data, acknowledged);
    }

    [StraceFact]
    public async Task A_sync_lies_between_the_write_to_the_journal_and_the_acknowledgement()
    {
        const int decisions = 20;
        var trace = _folder.File("trace");
        using var recorder = RecorderProcess.Start(Data, writers: 1, decisions, "strace", "-f", "-qq", "-y", "-s", "64", "-e", SystemCalls.Watched, "-o", trace);

        var (exitCode, ids) = await recorder.EndAsync();

        exitCode.ShouldBe(0);
        ids.Length.ShouldBe(decisions);
        SystemCalls.ToldAfterSync(await File.ReadAllLinesAsync(trace), ids).ShouldBe(decisions);
    }
}
