using System.Text;

namespace Custos.App.Simulation.Traffic;

/// <summary>Which sentences does a pattern stand for? Taken apart once, so that a sentence costs little more than its copy.</summary>
/// <remarks>The sentence is built in a builder that the thread keeps.</remarks>
internal sealed class SayingPattern
{
    [ThreadStatic]
    private static StringBuilder? _text;

    private readonly string[] _literals;
    private readonly string[][] _slots;

    /// <param name="pattern">A sentence with <c>{slot}</c>s.</param>
    /// <param name="words">What may stand in each slot.</param>
    public SayingPattern(string pattern, IReadOnlyDictionary<string, string[]> words)
    {
        var literals = new List<string>();
        var slots = new List<string[]>();
        var at = 0;
        while (pattern.IndexOf('{', at) is var open and >= 0)
        {
            var close = pattern.IndexOf('}', open);
            literals.Add(pattern[at..open]);
            slots.Add(words[pattern[(open + 1)..close]]);
            at = close + 1;
        }

        literals.Add(pattern[at..]);
        _literals = [.. literals];
        _slots = [.. slots];
    }

    public static SayingPattern[] Of(IEnumerable<string> patterns, IReadOnlyDictionary<string, string[]> words) => [.. patterns.Select(pattern => new SayingPattern(pattern, words))];

    public string Say(TrafficRandom random)
    {
        var text = (_text ??= new StringBuilder()).Clear();
        for (var i = 0; i < _slots.Length; i++) text.Append(_literals[i]).Append(random.Pick(_slots[i]));
        return text.Append(_literals[^1]).ToString();
    }
}
