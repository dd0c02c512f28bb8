using System.Globalization;
using Custos.Records;

namespace Custos.Train.Splits;

/// <summary>Does each label have what it takes: known rows of both classes to learn from, and to measure on?</summary>
internal static class Learnable
{
    private const string LeaveOut = "or leave the label out";

    /// <exception cref="BadInputException">A label is unknown everywhere in the file or in one part, or has one class only.</exception>
    public static void Check(LabelledRows rows, int[] train, int[] validation, TrainingOptions options, string source)
    {
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        for (var label = 0; label < options.Labels.Length; label++)
        {
            var name = options.Labels[label];
            CheckPart(name, HeldOut.CountsOf(rows.LabelsOf(label, all)), "the file", $"Label rows of both kinds, {LeaveOut}.", source);
            CheckPart(
                name,
                HeldOut.CountsOf(rows.LabelsOf(label, train)),
                "the rows that are learned from",
                $"Hold out a smaller share, choose another seed, label more rows, {LeaveOut}.",
                source);
            CheckPart(
                name,
                HeldOut.CountsOf(rows.LabelsOf(label, validation)),
                "the held-out rows",
                $"Hold out a larger share, choose another seed, label more rows, {LeaveOut}.",
                source);
        }
    }

    private static void CheckPart(string name, LabelCounts counts, string where, string remedy, string source)
    {
        var problem = counts switch
        {
            { Known: 0 } => $"The label {name} is unknown in all of {where}.",
            { Positives: 0 } => string.Create(CultureInfo.InvariantCulture, $"The label {name} is never 1 in {where}: it is 0 in {counts.Negatives} and unknown in {counts.Unknown}."),
            { Negatives: 0 } => string.Create(CultureInfo.InvariantCulture, $"The label {name} is never 0 in {where}: it is 1 in {counts.Positives} and unknown in {counts.Unknown}."),
            _ => null,
        };
        if (problem is not null)
        {
            throw new BadInputException(problem, remedy, source);
        }
    }
}
