using System.Runtime.CompilerServices;

namespace Custos.Learning.Vocabulary;

/// <summary>Of the sequences of one length: which comes at each place of the texts, and in how many texts does each come?</summary>
internal sealed class GramLevel
{
    private int[] _at = new int[1024];
    private int[] _documents = new int[1024];
    private int[] _lastDocument = new int[1024];
    private int[] _first = [];
    private int[] _last = [];

    /// <summary>How many places there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many different sequences came.</summary>
    public int Count { get; private set; }

    /// <summary>Per place, the number of the sequence that starts there, or -1.</summary>
    public ReadOnlySpan<int> At => _at.AsSpan(0, Length);

    /// <summary>Per sequence, the number of texts that it comes in.</summary>
    public ReadOnlySpan<int> Documents => _documents.AsSpan(0, Count);

    /// <summary>Per sequence of two words and more, the number of the sequence of all but its last word.</summary>
    public ReadOnlySpan<int> First => _first.AsSpan(0, Count);

    /// <summary>Per sequence of two words and more, the number of its last word.</summary>
    public ReadOnlySpan<int> Last => _last.AsSpan(0, Count);

    /// <summary>Notes what comes at the next place, which lies in that text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(int gram, int document)
    {
        if (Length == _at.Length)
        {
            Array.Resize(ref _at, _at.Length * 2);
        }

        _at[Length++] = gram;
        if (gram < 0)
        {
            return;
        }

        if (gram >= Count)
        {
            AddGram(gram);
        }

        if (_lastDocument[gram] != document)
        {
            _lastDocument[gram] = document;
            _documents[gram]++;
        }
    }

    /// <summary>Says what the next new sequence is made of; <see cref="Append"/> follows.</summary>
    public void Describe(int firstWords, int lastWord)
    {
        if (Count == _first.Length)
        {
            var size = Math.Max(1024, _first.Length * 2);
            Array.Resize(ref _first, size);
            Array.Resize(ref _last, size);
        }

        _first[Count] = firstWords;
        _last[Count] = lastWord;
    }

    private void AddGram(int gram)
    {
        if (gram >= _documents.Length)
        {
            Array.Resize(ref _documents, _documents.Length * 2);
            Array.Resize(ref _lastDocument, _documents.Length);
        }

        _lastDocument[gram] = -1;
        Count = gram + 1;
    }
}
