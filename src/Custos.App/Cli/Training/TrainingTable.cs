using System.Globalization;
using Custos.Records;
using Custos.Train;
using Custos.Train.Pages;
using Spectre.Console;

namespace Custos.App.Cli.Training;

/// <summary>What does a person see at the end of a training run? Eighty columns, each figure with its interval.</summary>
internal static class TrainingTable
{
    private const int LongestName = 12;

    public static void Write(Terminal terminal, TrainingReport report)
    {
        terminal.Say("");
        terminal.Say(Line("label", "held out", "AUROC", "AUPRC", "threshold", "FPR", "recall"));
        foreach (var label in report.Labels)
        {
            WriteRow(terminal, label);
        }

        terminal.Say("");
        foreach (var label in report.Labels)
        {
            terminal.Error.Write(new Paragraph($"{label.Name}: {Wording.Headline(label, report.Options)}\n\n"));
        }

        foreach (var warning in report.Warnings)
        {
            terminal.Warn(warning);
        }

        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Wording.Count(report.Split.TrainRows)} rows {Wording.Used(report)}, {Wording.Count(report.Split.LeftOutRows)} near-identical left out, {Wording.Count(report.Split.ValidationRows)} held out; {report.Seconds.Total:0.0} s."));
        terminal.Error.WriteLine($"Report: {Path.Combine(report.ModelFolder, ModelFiles.ReportPage)}");
    }

    private static void WriteRow(Terminal terminal, LabelReport label)
    {
        var point = label.Operating;
        var certified = label.Certification is Certification.Certified;
        terminal.Say(Line(
            Shown(label.Name), Wording.Count(label.Validation.Known), Wording.Figure(label.Auroc.Value), Wording.Figure(label.Auprc.Value),
            Wording.Threshold(point), Wording.Percent(point.Fpr.Value), Tenths(point.Recall.Value) + " %"));
        terminal.Say(Line(
            "", $"{Wording.Count(label.Validation.Positives)} pos.", Between(label.Auroc.Interval), Between(label.Auprc.Interval),
            certified ? "certified" : "NOT cert.", "≤ " + Wording.Percent(point.FprUpper95), $"{Tenths(point.Recall.Interval.Lower)}–{Tenths(point.Recall.Interval.Upper)}"));
    }

    private static string Line(string label, string heldOut, string auroc, string auprc, string threshold, string fpr, string recall) =>
        $"{label,-LongestName} {heldOut,10} {auroc,11} {auprc,11} {threshold,9} {fpr,10} {recall,10}";

    private static string Between(Interval interval) => $"{Wording.Figure(interval.Lower)}–{Wording.Figure(interval.Upper)}";

    private static string Tenths(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Shown(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
