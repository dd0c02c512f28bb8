using Custos.Text.Repeats;

namespace Custos.Curate;

/// <summary>Which templates spread among users? Asked text by text, in the order of their times, in bounded memory.</summary>
/// <remarks>
/// <para>Windows begin at whole multiples of the step since the year 1 and overlap; a window is looked at when a text after it comes, unless
/// all its texts were in the window before. In a window a template is a stretch of at least <see cref="TemplateOptions.MinLength"/> code
/// points that at least <see cref="TemplateOptions.MinUsers"/> users wrote in it, that no character more on either side leaves all its
/// users, and that is not merged into a longer one (<see cref="WindowTemplates"/>). Its texts are those of the windows in which it is a
/// template, each counted once. At the end a template is merged into a longer one that contains it where fewer than the least number of its
/// users did not write that one.</para>
/// <para>The same texts in the same order give the same report. Not thread-safe.</para>
/// </remarks>
public sealed class TemplateSearch
{
    private readonly TemplateOptions _options;
    private readonly TemplateWindow _window;
    private readonly Dictionary<string, TemplateTally> _tallies = [];
    private DateTimeOffset _start = DateTimeOffset.MaxValue;
    private long _lookedThrough = -1;
    private long _windows;
    private long _parts;
    private long _leftOut;
    private long _forgotten;

    /// <exception cref="ArgumentException">An option is out of its range; the message says which.</exception>
    public TemplateSearch(TemplateOptions? options = null)
    {
        _options = options ?? new TemplateOptions();
        _options.Check(nameof(options));
        _window = new TemplateWindow(_options);
    }

    /// <summary>Takes a text in; false for one from before the present window, which comes too late and is left out.</summary>
    public bool Observe(AuthoredText text)
    {
        if (_window.LastNumber < 0) _start = FirstWindowOf(text.At);
        if (text.At < _start) return false;
        CloseWindows(text.At);
        _window.Add(text);
        if (_window.IsFull)
        {
            _parts++;
            Look();
            _window.DropHalf();
        }

        return true;
    }

    /// <summary>Looks at what is left and answers for all texts.</summary>
    public TemplateReport Complete()
    {
        Look();
        return new TemplateReport(Conclude(), _window.LastNumber + 1, _windows, _parts, _leftOut, _forgotten);
    }

    private void CloseWindows(DateTimeOffset at)
    {
        while (at - _start >= _options.Window)
        {
            Look();
            _start = _window.Count == 0 ? FirstWindowOf(at) : _start + _options.StepOrHalf;
            _window.DropBefore(_start);
        }
    }

    /// <summary>The earliest window that a time lies in.</summary>
    private DateTimeOffset FirstWindowOf(DateTimeOffset at)
    {
        var step = _options.StepOrHalf.Ticks;
        var last = at.UtcTicks / step * step;
        var steps = Math.Min(last, _options.Window.Ticks - 1 - (at.UtcTicks - last)) / step;
        return new DateTimeOffset(last - (Math.Max(0, steps) * step), TimeSpan.Zero);
    }

    private void Look()
    {
        if (_window.LastNumber == _lookedThrough) return;
        _lookedThrough = _window.LastNumber;
        _windows++;
        var (templates, leftOut) = _window.Find();
        _leftOut += leftOut;
        foreach (var template in templates)
        {
            if (!_tallies.TryGetValue(template.Stretch, out var tally)) _tallies.Add(template.Stretch, tally = new TemplateTally(template.Stretch));
            _window.AddTo(tally, template);
        }

        Forget();
    }

    private void Forget()
    {
        if (_tallies.Count <= _options.MaxTemplates) return;
        var least = _tallies.Values.OrderBy(tally => tally.Users.Count).ThenBy(tally => tally.LastSeen).ThenByDescending(tally => tally.Stretch, StringComparer.Ordinal)
            .Take(_tallies.Count - _options.MaxTemplates).ToList();
        foreach (var tally in least) _tallies.Remove(tally.Stretch);
        _forgotten += least.Count;
    }

    private List<Template> Conclude()
    {
        var longestFirst = _tallies.Values.OrderByDescending(tally => tally.Stretch.Length).ThenBy(tally => tally.Stretch, StringComparer.Ordinal).ToList();
        if (longestFirst.Count == 0) return [];
        var contents = ContainedTexts.Of([.. longestFirst.Select(tally => tally.Stretch)]);
        var isMerged = new bool[longestFirst.Count];
        for (var i = 0; i < longestFirst.Count; i++)
        {
            if (isMerged[i]) continue;
            foreach (var inside in contents[i])
            {
                if (isMerged[inside] || longestFirst[inside].Users.HasBeyond(longestFirst[i].Users, _options.MinUsers)) continue;
                isMerged[inside] = true;
                longestFirst[i].Merged += longestFirst[inside].Merged + 1;
            }
        }

        return [.. longestFirst.Where((_, i) => !isMerged[i]).Select(tally => tally.Conclude())
            .OrderByDescending(template => template.Users).ThenBy(template => template.FirstSeen).ThenByDescending(template => template.CodePoints).ThenBy(template => template.Stretch, StringComparer.Ordinal)];
    }
}
