using System.Globalization;
using Custos.Records;
using Custos.Text.Similarity;

namespace Custos.Train.Splits;

/// <summary>What is a row used for?</summary>
internal enum Side : byte
{
    /// <summary>Learned from.</summary>
    Train,

    /// <summary>Held out: only scored.</summary>
    Validation,

    /// <summary>Neither: its group is learned from, but its text is near-identical to a held-out one.</summary>
    LeftOut,
}

/// <summary>Which rows are learned from and which are held out?</summary>
internal sealed class GroupSplit
{
    private readonly Side[] _sides;

    private GroupSplit(Side[] sides) => _sides = sides;

    /// <summary>Per row, its side.</summary>
    public IReadOnlyList<Side> Sides => _sides;

    /// <summary>Holds out whole groups, drawn from the seed; then leaves out the training rows that are near-identical to a held-out text.</summary>
    /// <exception cref="BadInputException">There is one group only, the draw holds out all groups or none, or nothing is left to learn from.</exception>
    public static GroupSplit Draw(LabelledRows rows, TrainingOptions options, string source, CancellationToken cancellationToken)
    {
        if (rows.Groups.Count < 2)
        {
            throw new BadInputException(
                options.Group is null ? "All texts are the same." : "All rows belong to one group, so that nothing can be held out.",
                options.Group is null ? "Give different texts." : "Choose a group column with more than one value, or none.",
                source);
        }

        var heldOut = rows.Groups.Select(group => GroupDraw.Side(options.Seed, group) < options.HeldOut).ToArray();
        if (!heldOut.Contains(true) || !heldOut.Contains(false))
        {
            var side = heldOut[0] ? "held out" : "learned from";
            throw new BadInputException(
                string.Create(CultureInfo.InvariantCulture, $"With seed {options.Seed} all {heldOut.Length} groups are {side}."),
                "Choose another seed or another share to hold out, or give more groups.",
                source);
        }

        Side[] sides = [.. rows.GroupOf.Select(group => heldOut[group] ? Side.Validation : Side.Train)];
        return LeaveOut(rows, sides, options, source, cancellationToken);
    }

    /// <summary>Takes the sides from a split file, and checks that they fit the rows.</summary>
    /// <exception cref="BadInputException">The file was written for other rows, or a group is on both sides.</exception>
    public static GroupSplit Replay(LabelledRows rows, TrainingOptions options, string splitFile, CancellationToken cancellationToken)
    {
        var sides = SplitFile.Read(splitFile, rows);
        var sideOfGroup = new Side?[rows.Groups.Count];
        for (var row = 0; row < sides.Length; row++)
        {
            var side = sides[row] == Side.Validation ? Side.Validation : Side.Train;
            ref var known = ref sideOfGroup[rows.GroupOf[row]];
            if (known is { } other && other != side)
            {
                throw new BadInputException(
                    string.Create(CultureInfo.InvariantCulture, $"The group of data row {rows.RowNumbers[row]} is both learned from and held out."),
                    "Keep the rows of a group on one side.",
                    splitFile);
            }

            known = side;
        }

        if (!sides.Contains(Side.Validation) || !sides.Contains(Side.Train))
        {
            throw new BadInputException("The split has rows on one side only.", "Hold out some groups and learn from others.", splitFile);
        }

        return LeaveOut(rows, sides, options, splitFile, cancellationToken);
    }

    /// <summary>The rows of one side, in the table's order.</summary>
    public int[] RowsOf(Side side) => [.. Enumerable.Range(0, _sides.Length).Where(row => _sides[row] == side)];

    public SplitReport Report(LabelledRows rows, TrainingOptions options)
    {
        var train = GroupsOf(rows, Side.Train);
        var validation = GroupsOf(rows, Side.Validation);
        return new SplitReport
        {
            GroupColumn = options.Group,
            TrainGroups = train.Count,
            ValidationGroups = validation.Count,
            Overlap = train.Intersect(validation).LongCount(),
            TrainRows = _sides.LongCount(side => side == Side.Train),
            ValidationRows = _sides.LongCount(side => side == Side.Validation),
            LeftOutRows = _sides.LongCount(side => side == Side.LeftOut),
            UngroupedRows = rows.UngroupedRows,
            ReplayedFrom = options.SplitFile,
        };
    }

    private HashSet<int> GroupsOf(LabelledRows rows, Side side) => [.. RowsOf(side).Select(row => rows.GroupOf[row])];

    private static GroupSplit LeaveOut(LabelledRows rows, Side[] sides, TrainingOptions options, string place, CancellationToken cancellationToken)
    {
        var split = new GroupSplit(sides);
        var train = split.RowsOf(Side.Train);
        string[] learned = [.. train.Select(row => rows.Texts[row])];
        string[] heldOut = [.. split.RowsOf(Side.Validation).Select(row => rows.Texts[row])];
        var near = NearIdenticalTexts.Find(learned, heldOut, options.NearIdentical, options.Threads, cancellationToken);
        for (var i = 0; i < train.Length; i++)
        {
            if (near[i])
            {
                sides[train[i]] = Side.LeftOut;
            }
        }

        return sides.Contains(Side.Train)
            ? split
            : throw new BadInputException(
                "Every text that would be learned from is near-identical to a held-out one.",
                "Give texts that differ more, or raise the similarity from which on texts count as near-identical.",
                place);
    }
}
