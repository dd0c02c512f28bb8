namespace Custos.Learning.Vocabulary;

/// <summary>What is a vocabulary, laid flat for a file?</summary>
/// <param name="WordNgrams">The shortest and longest word sequence that is a column.</param>
/// <param name="CharacterNgrams">The shortest and longest run of characters; null for none.</param>
/// <param name="WordColumns">How many of the nodes are columns; they come first.</param>
/// <param name="Parent">Per node, the node of all its words but the last; -1 for a single word.</param>
/// <param name="Last">Per node, the node of its last word; -1 for a single word.</param>
/// <param name="Words">The single words, in the order of their nodes.</param>
/// <param name="CharacterGrams">The runs of characters, in the order of their columns.</param>
/// <param name="WithSingleLetters">Whether a single letter or digit is a word.</param>
internal sealed record VocabularyContent(
    (int Min, int Max) WordNgrams,
    (int Min, int Max)? CharacterNgrams,
    int WordColumns,
    int[] Parent,
    int[] Last,
    ByteStrings Words,
    ByteStrings CharacterGrams,
    bool WithSingleLetters = false);

/// <summary>Strings of bytes, one after another.</summary>
/// <param name="Lengths">Bytes in each.</param>
/// <param name="Bytes">All of them, and at least <see cref="ByteStringTable.ReadAhead"/> bytes more.</param>
internal sealed record ByteStrings(int[] Lengths, byte[] Bytes)
{
    public int Count => Lengths.Length;

    /// <summary>Where each string starts, and its length.</summary>
    /// <exception cref="InvalidDataException">The lengths leave the bytes.</exception>
    public IEnumerable<(int Start, int Length)> Pieces()
    {
        var start = 0;
        foreach (var length in Lengths)
        {
            if (length < 0 || length > Bytes.Length - ByteStringTable.ReadAhead - start)
            {
                throw new InvalidDataException("The lengths of the strings do not fit their bytes.");
            }

            yield return (start, length);
            start += length;
        }
    }
}
