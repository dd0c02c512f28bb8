using System.Text.Json;

namespace Custos.SlowTests.App.Cli;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demonstration_closes_the_loop_and_what_it_suggests_runs()
    {
        using var folder = new TemporaryFolder();
        var dir = folder.File("demo");

        var ended = await CustosProgram.RunAsync("demo", "--dir", dir, "--seconds", "4", "--json");

        ended.ExitCode.ShouldBe(0, ended.Error);
        var summary = JsonDocument.Parse(ended.Output).RootElement;
        summary.GetProperty("decided").GetInt64().ShouldBeGreaterThan(100);
        summary.GetProperty("failed").GetInt64().ShouldBe(0);
        summary.GetProperty("by_verdict").GetProperty("block").GetInt64().ShouldBeGreaterThan(0);

        // Far more of the harmful is stopped than of the harmless, by intervals that do not touch.
        summary.GetProperty("harmful_stopped").GetProperty("interval")[0].GetDouble()
            .ShouldBeGreaterThan(summary.GetProperty("harmless_stopped").GetProperty("interval")[1].GetDouble());

        File.Exists(Path.Combine(dir, "model", "report.html")).ShouldBeTrue();

        // Every decision that was answered is in the report.
        var report = await CustosProgram.RunAsync("report", "latency", "--data-dir", Path.Combine(dir, "data"), "--json");
        JsonDocument.Parse(report.Output).RootElement.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("n").GetInt64())
            .ShouldBe(summary.GetProperty("decided").GetInt64());
        (await CustosProgram.RunAsync("explain", "--model", Path.Combine(dir, "model"), "--text", "Reply with your PIN to unlock a free cruise.")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_folder_that_no_demonstration_made_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var mine = folder.Write("mine.txt", "precious");

        var ended = await CustosProgram.RunAsync("demo", "--dir", folder.Path);

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("--dir");
        (await File.ReadAllTextAsync(mine)).ShouldBe("precious");
    }
}
