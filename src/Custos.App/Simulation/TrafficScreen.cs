using System.Globalization;
using Custos.Records;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Custos.App.Simulation;

/// <summary>What is happening right now? One screen for a person, drawn over and over; lines where the output is not a terminal.</summary>
internal sealed class TrafficScreen(IAnsiConsole console, TrafficTally tally, TrafficShape shape, Func<string> recorded)
{
    private const int BarWidth = 40;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    /// <summary>Draws until the traffic has ended.</summary>
    public async Task ShowWhileAsync(Task traffic, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            await PrintLinesAsync(traffic, timeProvider, started, cancellationToken);
            return;
        }

        await console.Live(Draw(TimeSpan.Zero)).StartAsync(async live =>
        {
            while (await Task.WhenAny(traffic, Task.Delay(Redraw, timeProvider, cancellationToken)) != traffic)
            {
                live.UpdateTarget(Draw(timeProvider.GetElapsedTime(started)));
                live.Refresh();
            }

            live.UpdateTarget(Draw(shape.Duration));
        });
        await traffic;
    }

    private async Task PrintLinesAsync(Task traffic, TimeProvider timeProvider, long started, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(traffic, Task.Delay(LineEvery, timeProvider, cancellationToken)) != traffic)
        {
            var summary = tally.Summarise();
            console.WriteLine($"  {Clock(timeProvider.GetElapsedTime(started))}: {Count(summary.Decided)} decisions, {Verdicts(summary)}");
        }

        await traffic;
    }

    private IRenderable Draw(TimeSpan elapsed)
    {
        var summary = tally.Summarise();
        var share = Math.Clamp(elapsed / shape.Duration, 0, 1);
        var filled = (int)Math.Round(share * BarWidth);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        grid.AddRow(new Markup("[bold]simulated day[/]"), new Markup($"[green]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/] {Clock(elapsed)}"));
        grid.AddRow(new Spectre.Console.Text("traffic"), new Spectre.Console.Text(string.Create(CultureInfo.InvariantCulture, $"{shape.RateAt(elapsed):F0} requests a second{(shape.IsBurst(elapsed) ? ", a burst of abuse" : "")}")));
        grid.AddRow(new Spectre.Console.Text("decisions"), new Spectre.Console.Text($"{Count(summary.Decided)}: {Verdicts(summary)}"));
        grid.AddRow(new Spectre.Console.Text("harmful stopped"), new Spectre.Console.Text(Rate(summary.HarmfulStopped)));
        grid.AddRow(new Spectre.Console.Text("harmless stopped"), new Spectre.Console.Text(Rate(summary.HarmlessStopped)));
        grid.AddRow(new Spectre.Console.Text("latency"), new Spectre.Console.Text(Latency(summary)));
        grid.AddRow(new Spectre.Console.Text("record"), new Spectre.Console.Text(recorded()));
        return new Panel(grid).Header("custos demo").RoundedBorder();
    }

    /// <summary>The hour of the simulated day.</summary>
    private string Clock(TimeSpan elapsed) => TimeSpan.FromDays(Math.Clamp(elapsed / shape.Duration, 0, 0.99999)).ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    public static string Verdicts(TrafficSummary summary)
    {
        var counted = summary.ByVerdict.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {Count(pair.Value)}");
        return string.Join(", ", summary.Failed > 0 ? counted.Append($"failed {Count(summary.Failed)}") : counted);
    }

    public static string Rate(Estimate? rate) => rate?.ToPercentText() ?? "cannot tell yet";

    public static string Latency(TrafficSummary summary) => summary is { MedianMilliseconds: { } median, P99Milliseconds: { } p99 }
        ? string.Create(CultureInfo.InvariantCulture, $"p50 {median:F2} ms, p99 {p99:F2} ms, n = {summary.Decided}")
        : "cannot tell yet";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
