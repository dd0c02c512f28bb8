using System.Text;
using Custos.Records;

namespace Custos.App.Proxy;

/// <summary>Several texts decided on as one; which stretch of which text is a stretch of the whole?</summary>
internal sealed class JoinedText
{
    /// <summary>What stands between two texts.</summary>
    public const string Between = "\n\n";

    private readonly int[] _starts;
    private readonly IReadOnlyList<string> _texts;

    public JoinedText(IReadOnlyList<string> texts)
    {
        _texts = texts;
        _starts = new int[texts.Count];
        var whole = new StringBuilder();
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0) whole.Append(Between);
            _starts[i] = whole.Length;
            whole.Append(texts[i]);
        }

        Whole = whole.ToString();
    }

    public string Whole { get; }

    /// <summary>Where the text with this number begins.</summary>
    public int StartOf(int number) => _starts[number];

    /// <summary>The same stretches in the texts that they lie in; what lies between two texts is in none.</summary>
    public IEnumerable<(int Number, Stretch Stretch)> Split(IEnumerable<Stretch> stretches)
    {
        foreach (var stretch in stretches)
        {
            for (var i = 0; i < _texts.Count; i++)
            {
                var (start, end) = (Math.Max(stretch.Start - _starts[i], 0), Math.Min(stretch.End - _starts[i], _texts[i].Length));
                if (start < end) yield return (i, new Stretch(start, end - start));
            }
        }
    }
}
