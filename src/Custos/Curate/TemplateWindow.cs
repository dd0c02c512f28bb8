using Custos.Text.Repeats;
using Custos.Text.Rewriting;
using Custos.Text.Views;

namespace Custos.Curate;

/// <summary>Which texts are at hand, as they came and as they are compared?</summary>
internal sealed class TemplateWindow(TemplateOptions options)
{
    private readonly TextViews _views = new(new ViewLimits { Depth = 0 });
    private readonly List<Entry> _entries = [];
    private long _units;

    public int Count => _entries.Count;

    /// <summary>Is there more text than a window may hold?</summary>
    public bool IsFull => _units > options.MaxCharacters;

    /// <summary>The number of the last text that was added.</summary>
    public long LastNumber { get; private set; } = -1;

    public void Add(AuthoredText text)
    {
        LastNumber++;
        var compared = Read(text.Text) is { } view ? new string(view.Text) : text.Text;
        _entries.Add(new Entry(text, LastNumber, compared, DistinctUsers.HashOf(text.User)));
        _units += UnitsOf(_entries[^1]);
    }

    /// <summary>Lets go of the texts before a time.</summary>
    public void DropBefore(DateTimeOffset time)
    {
        _entries.RemoveAll(entry => entry.Text.At < time);
        _units = _entries.Sum(UnitsOf);
    }

    /// <summary>Lets go of the texts that were added first, until half of what a window may hold is left.</summary>
    public void DropHalf()
    {
        var drop = 0;
        for (; drop < _entries.Count && _units > options.MaxCharacters / 2; drop++) _units -= UnitsOf(_entries[drop]);
        _entries.RemoveRange(0, drop);
    }

    /// <summary>The templates of the texts at hand, and how many there were beyond the most.</summary>
    public (List<WindowTemplate> Templates, int LeftOut) Find()
    {
        var numbers = new Dictionary<string, int>();
        var users = new int[_entries.Count];
        for (var i = 0; i < users.Length; i++)
        {
            if (!numbers.TryGetValue(_entries[i].Text.User, out var number)) numbers.Add(_entries[i].Text.User, number = numbers.Count);
            users[i] = number;
        }

        return numbers.Count < options.MinUsers ? ([], 0) : WindowTemplates.Find([.. _entries.Select(entry => entry.Compared)], users, options);
    }

    /// <summary>Counts the texts of a template that the tally has not counted.</summary>
    public void AddTo(TemplateTally tally, WindowTemplate template)
    {
        foreach (var place in template.Places)
        {
            var entry = _entries[place.Text];
            if (entry.Number <= tally.CountedThrough) continue;
            tally.Add(entry.Text, entry.UserHash, place.Occurrences);
            if (tally.ExampleCount < options.Examples) tally.AddExample(new TemplateExample(entry.Text.Id, RawOf(entry, place.FirstStart, CodePoints.Count(template.Stretch))));
        }

        tally.CountedThrough = LastNumber;
        tally.Merged = Math.Max(tally.Merged, template.Merged);
    }

    private TextSpan RawOf(Entry entry, int start, int length)
    {
        var span = CodePoints.SpanOf(entry.Compared, start, length);
        return Read(entry.Text.Text) is { } view ? view.ToRaw(span) : span;
    }

    /// <summary>The view that is compared; null for the raw text.</summary>
    private View? Read(string text)
    {
        if (options.View == ViewKind.Raw) return null;
        _views.Read(text);
        return _views.All.First(view => view.Kind == options.View);
    }

    private static long UnitsOf(Entry entry) => entry.Text.Text.Length + entry.Compared.Length + 1L;

    private sealed record Entry(AuthoredText Text, long Number, string Compared, ulong UserHash);
}
