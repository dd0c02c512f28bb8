using Custos.App.Cli;
using Custos.App.Cli.LogsAnswer;
using Custos.Text.Logs;
using Spectre.Console;

namespace Custos.Tests.App.Cli.LogsAnswer;

public sealed class LogProgressLineTests
{
    [Fact]
    public void A_line_every_ten_seconds_says_how_fast_it_is_and_how_long_it_will_take()
    {
        var (time, error) = (new Clock(), new StringWriter());
        var line = new LogProgressLine(TerminalOf(error), isTerminal: false, totalBytes: 4_000, () => 1_000, time);

        line.Report(new LogProgress(1_000_000, 10));
        time.Seconds = 10;
        line.Report(new LogProgress(50_000_000, 2_000));
        line.Report(new LogProgress(60_000_000, 3_000));
        line.End();

        error.ToString().ShouldBe($"25 %: 50 MB, 2,000 lines; 200 lines/s, 5 MB/s; about 30 s to go{Environment.NewLine}");
    }

    [Fact]
    public void Where_the_size_is_not_known_nothing_is_promised()
    {
        var (time, error) = (new Clock(), new StringWriter());
        var line = new LogProgressLine(TerminalOf(error), isTerminal: true, totalBytes: null, () => 1_000, time);
        time.Seconds = 1;

        line.Report(new LogProgress(2_500_000_000, 7));
        line.End();

        error.ToString().ShouldBe("\r\u001b[K2.50 GB, 7 lines; 7 lines/s, 2.50 GB/s\r\u001b[K");
    }

    private static Terminal TerminalOf(StringWriter error) => new()
    {
        Output = TextWriter.Null,
        Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) }),
        WantsJson = false,
    };

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }
}
