using Custos.Text.Rewriting;

namespace Custos.Text.Views;

/// <summary>What does a text say once evasive spelling is taken away, and where does each character come from? A buffer that is used again for every text.</summary>
/// <remarks>
/// <para>In this order: <see cref="CharacterFolding"/>, <see cref="MixedScripts"/>, <see cref="JoinedLetters"/>, <see cref="RepeatedLetters"/>,
/// <see cref="LeetLetters"/>. Plain text passes the first and is looked over once for the last three.</para>
/// <para>O(n) for any text, and no allocation once the buffers have grown. Not thread-safe.</para>
/// </remarks>
public sealed class NormalisedText
{
    /// <summary>What a normalised text depends on besides the text: equal versions give equal views.</summary>
    public const string Version = "2/unicode-15.0";

    private readonly MappedText _folded = new();
    private readonly MappedText _joined = new();
    private readonly MappedText _unrepeated = new();
    private readonly MappedText _spelt = new();
    private readonly LeetLetters _leet = new();
    private readonly MappedText[] _layers = new MappedText[4];
    private int _layerCount;

    /// <summary>How often each transform was done.</summary>
    public TransformCounts Counts { get; } = new();

    /// <summary>The normalised text; it is overwritten by the next <see cref="Normalise"/>.</summary>
    public ReadOnlySpan<char> Text => _layerCount == 0 ? [] : _layers[_layerCount - 1].Text;

    /// <summary>The text with its characters folded, before words are read: skeletons are made of it.</summary>
    internal MappedText Folded => _folded;

    /// <summary>Normalises any UTF-16 text.</summary>
    public void Normalise(ReadOnlySpan<char> text)
    {
        Counts.Clear();
        var scripts = CharacterFolding.Fold(text, _folded, Counts);
        if (MixedScripts.Concerns(scripts)) MixedScripts.Fold(_folded.Characters, Counts);
        _layers[0] = _folded;
        _layerCount = 1;
        var suspicion = Suspicions.Of(_folded.Text);
        if (suspicion == Suspicion.None) return;
        if ((suspicion & Suspicion.LettersApart) == Suspicion.LettersApart)
        {
            JoinedLetters.Join(Text, _joined, Counts);
            if (Counts[Transform.Joined] > 0)
            {
                Add(_joined);
                suspicion |= Suspicion.Repetition | Suspicion.Leet;
            }
        }

        if ((suspicion & Suspicion.Repetition) == Suspicion.Repetition)
        {
            RepeatedLetters.Fold(Text, _unrepeated, Counts);
            if (Counts[Transform.Repeated] > 0) Add(_unrepeated);
        }

        if ((suspicion & Suspicion.Leet) == Suspicion.Leet)
        {
            _leet.Fold(Text, _spelt, Counts);
            if (Counts[Transform.Leet] > 0) Add(_spelt);
        }
    }

    /// <summary>The smallest stretch of the source that holds where these characters come from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is not inside the normalised text.</exception>
    public TextSpan SourceOf(TextSpan span)
    {
        for (var layer = _layerCount - 1; layer >= 0; layer--) span = _layers[layer].Map.SourceOf(span);
        return span;
    }

    private void Add(MappedText layer) => _layers[_layerCount++] = layer;
}
