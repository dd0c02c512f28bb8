using System.Globalization;
using Custos.Records;
using Custos.Sketches;
using Custos.Statistics.Sampling;
using Custos.Text.Tables;

namespace Custos.App.Cli.Sampling;

/// <summary>Which rows of a table make the sample? One pass.</summary>
internal sealed class SampleDraw
{
    // Which output a group goes to must tell nothing of which of its rows are drawn.
    private const ulong SplitSeed = 0x53504C4954;

    private readonly SampleDesign _design;
    private readonly RowFormat _format;
    private readonly IReadOnlySet<string> _excluded;
    private readonly StratifiedSampler<byte[]>[] _samplers;
    private readonly string[] _asked;
    private readonly int _priority;
    private readonly int _group;
    private readonly int _id;

    /// <param name="design">What is asked for.</param>
    /// <param name="format">How rows are kept.</param>
    /// <param name="excluded">Groups, or ids where there are no groups, that were drawn before.</param>
    public SampleDraw(SampleDesign design, RowFormat format, IReadOnlySet<string> excluded)
    {
        _design = design;
        _format = format;
        _excluded = excluded;
        _samplers = [.. design.AllocationOfSplit().Select(allocation => new StratifiedSampler<byte[]>(allocation, design.Minimum, design.Shortage, design.Seed))];
        var asked = new List<string> { design.By };
        _priority = Ask(design.Priority);
        _group = Ask(design.Group);
        _id = Ask(design.Id);
        _asked = [.. asked];

        int Ask(string? column)
        {
            if (column is null) return -1;
            if (!asked.Contains(column)) asked.Add(column);
            return asked.IndexOf(column);
        }
    }

    public long Rows { get; private set; }

    /// <summary>Rows that bear no class; they are passed over.</summary>
    public long WithoutClass { get; private set; }

    /// <summary>Rows that were drawn before, or whose group was.</summary>
    public long Excluded { get; private set; }

    /// <returns>A sample for each output.</returns>
    /// <exception cref="BadInputException">The table is broken, lacks a column, or a class has too few rows.</exception>
    public IReadOnlyList<StratifiedSample<byte[]>> Read(Table table, Action<long> progress, CancellationToken cancellationToken)
    {
        _format.Select(table, _asked);
        while (table.Read())
        {
            if (++Rows % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress(Rows);
            }

            Offer(table);
        }

        return [.. _samplers.Select((sampler, i) => Draw(sampler, _design.Splits[i].Name))];
    }

    private void Offer(Table table)
    {
        if (table[0].Kind == CellKind.Missing)
        {
            WithoutClass++;
            return;
        }

        if (_excluded.Count > 0 && _excluded.Contains(table[_group >= 0 ? _group : _id].GetString()))
        {
            Excluded++;
            return;
        }

        var identity = _id >= 0 && table[_id].Kind != CellKind.Missing ? SeededHash.Of(table[_id].Utf8) : (ulong)Rows;
        _samplers[SplitOf(table, identity)].Offer(table[0].GetString(), identity, Rows, PriorityOf(table), () => _format.Row(table, _asked.Length));
    }

    // By its group alone; a row without one is a group by itself.
    private int SplitOf(Table table, ulong identity)
    {
        if (_samplers.Length == 1) return 0;
        var hash = _group >= 0 && table[_group].Kind != CellKind.Missing
            ? SeededHash.Of(table[_group].Utf8, _design.Seed ^ SplitSeed)
            : SeededHash.Of(identity, _design.Seed ^ SplitSeed);
        var place = (hash >> 11) * (1.0 / (1UL << 53));
        for (var split = 0; split < _samplers.Length - 1; split++)
        {
            place -= _design.Splits[split].Share;
            if (place < 0) return split;
        }

        return _samplers.Length - 1;
    }

    private double PriorityOf(Table table)
    {
        if (_priority < 0) return 0;
        var cell = table[_priority];
        if (cell.Kind == CellKind.Missing) return double.NegativeInfinity;
        return double.TryParse(cell.Utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new BadInputException("The priority is not a number.", "Name a column of numbers with --priority; a row without one comes last.", table.Place);
    }

    private static StratifiedSample<byte[]> Draw(StratifiedSampler<byte[]> sampler, string split)
    {
        try
        {
            return sampler.Draw();
        }
        catch (BadInputException bad) when (split.Length > 0)
        {
            throw new BadInputException(bad.Problem, bad.Remedy, $"split {split}", bad.IsUsage, bad);
        }
    }
}
