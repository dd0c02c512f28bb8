using System.Security.Cryptography;
using Custos.Text.Decoding;

namespace Custos.Text.Views;

/// <summary>What does a text say in every reading that an evader may have meant? A reader whose buffers are used again for every text.</summary>
/// <remarks>
/// <para>The views are, in order: the raw text; its normalised view and its skeleton; then each decoded text, breadth first, with its own
/// normalised view and skeleton. Every decoder (<see cref="Decoder"/>) is tried on the raw text and on each decoded one; a decoded text
/// that is already there is not read again.</para>
/// <para>O(n) for any text within <see cref="ViewLimits"/>, never an exception, the same views for the same text. Not thread-safe.</para>
/// </remarks>
public sealed class TextViews
{
    // Raised with every change of what a view of some text says.
    private const string Version = "custos views 1";

    private readonly ViewLimits _limits;
    private readonly ByteText _bytes = new();
    private readonly Decoder[] _decoders;
    private readonly List<View> _free = [];
    private readonly List<View> _all = [];
    private readonly List<View> _sources = [];

    /// <exception cref="ArgumentOutOfRangeException">A limit is below 0.</exception>
    public TextViews(ViewLimits? limits = null)
    {
        _limits = limits ?? new ViewLimits();
        ArgumentOutOfRangeException.ThrowIfNegative(_limits.Depth, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegative(_limits.DecodedViews, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegative(_limits.CharactersPerCharacter, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegative(_limits.CharactersBesides, nameof(limits));
        CipherDecoder reversed = CipherDecoder.Reversed(), reversedWords = CipherDecoder.ReversedWords();
        _decoders =
        [
            new Base64Decoder(_bytes), DigitsDecoder.Hexadecimal(_bytes), DigitsDecoder.Binary(_bytes), EscapeDecoder.Percent(), EscapeDecoder.Html(),
            EscapeDecoder.Backslash(), EscapeDecoder.CodePoints(), EscapeDecoder.QuotedPrintable(), new MorseDecoder(), new SpellingAlphabetDecoder(),
            new HiddenCharacterDecoder(_bytes), CipherDecoder.Rot13(), CipherDecoder.Atbash(), reversed, CipherDecoder.Whole(reversed), reversedWords, CipherDecoder.Whole(reversedWords),
        ];
    }

    /// <summary>The SHA-256 of everything that views depend on besides the text: with equal addresses, equal texts have equal views.</summary>
    public static string ContentAddress { get; } = AddressOfTables();

    /// <summary>The views of the text that was read last.</summary>
    public IReadOnlyList<View> All => _all;

    /// <summary>Did the limits keep a decoded text from being read, or read to its end? Then not everything that the text may say is in the views.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Reads any UTF-16 text, which must not change while its views are used.</summary>
    public void Read(ReadOnlyMemory<char> text)
    {
        // The last comes first, so that each view is taken again for what it was before and its buffers fit.
        for (var i = _all.Count - 1; i >= 0; i--) _free.Add(_all[i]);
        _all.Clear();
        _sources.Clear();
        IsTruncated = false;
        var raw = Take();
        raw.BeRaw(text);
        Add(raw);
        var left = ((long)_limits.CharactersPerCharacter * text.Length) + _limits.CharactersBesides;
        _bytes.BeginText(left);
        for (var i = 0; i < _sources.Count; i++)
        {
            if (_sources[i].Encodings.Count < _limits.Depth) Decode(_sources[i], ref left);
            else IsTruncated |= SaysMore(_sources[i]);
        }

        IsTruncated |= _bytes.IsCut;
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{char})"/>
    public void Read(string text) => Read(text.AsMemory());

    private void Decode(View source, ref long left)
    {
        foreach (var decoder in _decoders)
        {
            var view = Take();
            var stretches = decoder.Decode(source.Text, view.Decoded);
            if (stretches == 0 || IsKnown(view.Decoded.Text))
            {
                _free.Add(view);
                continue;
            }

            if (_sources.Count > _limits.DecodedViews || view.Decoded.Length > left)
            {
                IsTruncated = true;
                _free.Add(view);
                continue;
            }

            left -= view.Decoded.Length;
            view.BeDecoded(source, decoder.Name, stretches);
            Add(view);
        }
    }

    // What lies deeper than is decoded is not read, but seen to be there.
    private bool SaysMore(View source)
    {
        var view = Take();
        var saysMore = Array.Exists(_decoders, decoder => decoder.Decode(source.Text, view.Decoded) > 0 && !IsKnown(view.Decoded.Text));
        _free.Add(view);
        return saysMore;
    }

    private void Add(View source)
    {
        _all.Add(source);
        _sources.Add(source);
        var normalised = Take();
        normalised.BeNormalised(source);
        _all.Add(normalised);
        var skeleton = Take();
        skeleton.BeSkeleton(normalised);
        _all.Add(skeleton);
    }

    private bool IsKnown(ReadOnlySpan<char> text)
    {
        foreach (var source in _sources)
        {
            if (source.Text.SequenceEqual(text)) return true;
        }

        return false;
    }

    private View Take()
    {
        if (_free.Count == 0) return new View();
        var view = _free[^1];
        _free.RemoveAt(_free.Count - 1);
        return view;
    }

    private static string AddressOfTables()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Version));
        foreach (var table in new[] { "Custos.Text.FoldTable.bin", "Custos.Text.Views.CharacterTable.bin", "Custos.Text.Rewriting.LetterModel.bin" })
        {
            using var stream = typeof(TextViews).Assembly.GetManifestResourceStream(table)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
