using System.Runtime.CompilerServices;

namespace Custos.Learning.Vocabulary;

/// <summary>Of the sequences of one length: which comes at each place of the texts, and in how many texts does each come?</summary>
internal sealed class GramLevel
{
    private int[] at = new int[1024];
    private int[] documents = new int[1024];
    private int[] lastDocument = new int[1024];
    private int[] first = [];
    private int[] last = [];

    /// <summary>How many places there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many different sequences came.</summary>
    public int Count { get; private set; }

    /// <summary>Per place, the number of the sequence that starts there, or -1.</summary>
    public ReadOnlySpan<int> At => at.AsSpan(0, Length);

    /// <summary>Per sequence, the number of texts that it comes in.</summary>
    public ReadOnlySpan<int> Documents => documents.AsSpan(0, Count);

    /// <summary>Per sequence of two words and more, the number of the sequence of all but its last word.</summary>
    public ReadOnlySpan<int> First => first.AsSpan(0, Count);

    /// <summary>Per sequence of two words and more, the number of its last word.</summary>
    public ReadOnlySpan<int> Last => last.AsSpan(0, Count);

    /// <summary>Notes what comes at the next place, which lies in that text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(int gram, int document)
    {
        if (Length == at.Length)
        {
            Array.Resize(ref at, at.Length * 2);
        }

        at[Length++] = gram;
        if (gram < 0)
        {
            return;
        }

        if (gram >= Count)
        {
            AddGram(gram);
        }

        if (lastDocument[gram] != document)
        {
            lastDocument[gram] = document;
            documents[gram]++;
        }
    }

    /// <summary>Says what the next new sequence is made of; <see cref="Append"/> follows.</summary>
    public void Describe(int firstWords, int lastWord)
    {
        if (Count == first.Length)
        {
            var size = Math.Max(1024, first.Length * 2);
            Array.Resize(ref first, size);
            Array.Resize(ref last, size);
        }

        first[Count] = firstWords;
        last[Count] = lastWord;
    }

    private void AddGram(int gram)
    {
        if (gram >= documents.Length)
        {
            Array.Resize(ref documents, documents.Length * 2);
            Array.Resize(ref lastDocument, documents.Length);
        }

        lastDocument[gram] = -1;
        Count = gram + 1;
    }
}
