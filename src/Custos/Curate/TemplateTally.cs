using System.Security.Cryptography;
using System.Text;
using Custos.Records;
using Custos.Statistics.Counts;

namespace Custos.Curate;

/// <summary>What is known of a template from the windows so far?</summary>
internal sealed class TemplateTally(string stretch)
{
    private readonly List<TemplateExample> _examples = [];
    private long _texts;
    private long _occurrences;
    private DateTimeOffset _first = DateTimeOffset.MaxValue;
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    public string Stretch { get; } = stretch;

    public DistinctUsers Users { get; } = new();

    /// <summary>The number of the last text that is counted: windows overlap, but no text counts twice.</summary>
    public long CountedThrough { get; set; } = -1;

    public DateTimeOffset LastSeen => _last;

    public int Merged { get; set; }

    public int ExampleCount => _examples.Count;

    public void Add(AuthoredText text, ulong userHash, int occurrences)
    {
        _texts++;
        _occurrences += occurrences;
        if (text.At < _first) _first = text.At;
        if (text.At > _last) _last = text.At;
        Users.Add(userHash);
    }

    public void AddExample(TemplateExample example) => _examples.Add(example);

    public Template Conclude() => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(Stretch)))[..16],
        Stretch, Text.Repeats.CodePoints.Count(Stretch), Users.Count, Users.Uncertainty, _texts, _occurrences, _first, _last, Growth(), Merged, _examples);

    private Estimate? Growth()
    {
        var hours = (_last - _first).TotalHours;
        if (hours <= 0) return null;
        var joined = Users.Count - 1;
        var interval = PoissonRates.Garwood(joined);
        var (lower, upper) = Users.Uncertainty is { } users ? (users.Lower / Users.Count, users.Upper / Users.Count) : (1.0, 1.0);
        return new Estimate(joined / hours, new Interval(interval.Lower * lower / hours, interval.Upper * upper / hours), joined);
    }
}
