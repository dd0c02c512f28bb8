using System.Globalization;
using Custos.Gate;
using Custos.Gate.Replay;

namespace Custos.App.Cli.Replaying;

/// <summary>What does a replay say, for the eye and for a program? Decisions are named by their ids; texts are never shown.</summary>
internal static class ReplayAnswer
{
    // More rows than a person reads; JSON has all.
    private const int MostRows = 40;

    public static void Write(Terminal terminal, Bundle bundle, ReplayTally tally)
    {
        var output = terminal.Output;
        if (tally.Decisions == 0)
        {
            output.WriteLine("There are no decisions on record in this period.");
            return;
        }

        output.WriteLine(Text($"{tally.Decisions:N0} decisions, made again by bundle {bundle.Id[..12]}."));
        if (tally.WithoutText > 0) output.WriteLine(Text($"{tally.WithoutText:N0} could not be: the store does not hold their texts."));
        if (tally.BySameBundle > 0) output.WriteLine(Text($"{tally.BySameBundle:N0} had been made by the same bundle: {(tally.Different == 0 ? "no difference" : $"{tally.Different:N0} differ")}."));
        if (tally.Different > 0) output.Write(PartsOf(tally));
        if (tally.ByOtherBundle == 0) return;
        output.WriteLine(Text($"{tally.ByOtherBundle:N0} had been made by other bundles: {tally.Changed:N0} verdicts change."));
        output.Write(VerdictsOf(tally));
        if (tally.Changed > 0) output.Write(ChangesOf(tally));
        if (tally.Changes.Count > MostRows) output.WriteLine(Text($"  … and {tally.Changes.Count - MostRows:N0} more kinds of change; --json has all."));
        foreach (var (asked, decisions) in tally.NotRecorded) terminal.Warn(Text($"{decisions:N0} records do not hold {asked}: what asks for it fell back on a missing signal."));
    }

    public static void WriteJson(Terminal terminal, Bundle bundle, ReplayTally tally) => terminal.WriteJson(new
    {
        bundle_id = bundle.Id,
        decisions = tally.Decisions,
        without_text = tally.WithoutText,
        same_bundle = new { decisions = tally.BySameBundle, different = tally.Different, parts = tally.Parts },
        other_bundles = tally.ByOtherBundle,
        changed = tally.Changed,
        verdicts = tally.Verdicts,
        changes = tally.Changes,
        not_recorded = tally.NotRecorded.Select(missing => new { asked = missing.Asked, decisions = missing.Decisions }),
    });

    private static AlignedTable PartsOf(ReplayTally tally)
    {
        var table = new AlignedTable().Column("differs in").Column("decisions", true).Column("for instance");
        foreach (var part in tally.Parts) table.Row(part.Part, Text($"{part.Decisions:N0}"), string.Join(' ', part.Examples));
        return table;
    }

    private static AlignedTable VerdictsOf(ReplayTally tally)
    {
        var table = new AlignedTable().Column("from").Column("to").Column("decisions", true);
        foreach (var flow in tally.Verdicts) table.Row(flow.From, flow.To, Text($"{flow.Decisions:N0}"));
        return table;
    }

    private static AlignedTable ChangesOf(ReplayTally tally)
    {
        var table = new AlignedTable().Column("from").Column("to").Column("decisions", true).Column("for instance");
        foreach (var change in tally.Changes.Take(MostRows)) table.Row($"{change.From}", $"{change.To}", Text($"{change.Decisions:N0}"), string.Join(' ', change.Examples));
        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
