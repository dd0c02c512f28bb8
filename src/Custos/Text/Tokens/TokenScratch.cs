using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Custos.Text.Tokens;

/// <summary>What did short pieces come to when they were last seen? With space to work in. One per thread.</summary>
/// <remarks>
/// 16,384 pieces of at most 20 characters and 6 tokens, by their hash, the last one staying: 1.7 MB. It changes how fast the answer comes,
/// never which.
/// </remarks>
internal sealed class TokenScratch(PairTable pairs)
{
    private const int Pieces = 1 << 14;
    private const int LongestPiece = 20;
    private const int MostTokens = 6;

    private readonly char[] _pieces = new char[Pieces * LongestPiece];
    private readonly byte[] _lengths = new byte[Pieces];
    private readonly byte[] _counts = new byte[Pieces];
    private readonly int[] _ids = new int[Pieces * MostTokens];
    private readonly (byte Start, byte End)[] _places = new (byte, byte)[Pieces * MostTokens];

    public Merging Merging { get; } = new(pairs);

    /// <summary>Tokens of the piece in hand.</summary>
    public FoundTokens Piece { get; } = new();

    /// <summary>Bytes of the piece in hand; grows, never shrinks.</summary>
    public byte[] Bytes { get; private set; } = new byte[256];

    public byte[] BytesOfLength(int length) => Bytes.Length >= length ? Bytes : Bytes = new byte[Math.Max(length, Bytes.Length * 2)];

    /// <summary>The tokens of a piece, counted and not kept.</summary>
    public int Count(TokenModel model, ReadOnlySpan<char> piece)
    {
        if (piece.Length > LongestPiece) return EncodeAnew(model, piece).Count;
        var slot = SlotOf(piece);
        if (!Holds(slot, piece) && !Remember(slot, piece, EncodeAnew(model, piece))) return Piece.Count;
        return _counts[slot];
    }

    /// <summary>Adds the tokens of a piece to what was found.</summary>
    public void Encode(TokenModel model, ReadOnlySpan<char> piece, int offset, FoundTokens found)
    {
        if (piece.Length > LongestPiece)
        {
            model.Encode(piece, offset, this, found);
            return;
        }

        var slot = SlotOf(piece);
        if (!Holds(slot, piece) && !Remember(slot, piece, EncodeAnew(model, piece)))
        {
            for (var i = 0; i < Piece.Count; i++) found.Add(Piece.Ids[i], offset + Piece.Starts[i], offset + Piece.Ends[i]);
            return;
        }

        for (var i = 0; i < _counts[slot]; i++)
        {
            var (start, end) = _places[(slot * MostTokens) + i];
            found.Add(_ids[(slot * MostTokens) + i], offset + start, offset + end);
        }
    }

    private FoundTokens EncodeAnew(TokenModel model, ReadOnlySpan<char> piece)
    {
        Piece.Clear();
        model.Encode(piece, 0, this, Piece);
        return Piece;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Holds(int slot, ReadOnlySpan<char> piece) =>
        _lengths[slot] == piece.Length && piece.SequenceEqual(_pieces.AsSpan(slot * LongestPiece, piece.Length));

    private bool Remember(int slot, ReadOnlySpan<char> piece, FoundTokens tokens)
    {
        if (tokens.Count > MostTokens) return false;
        piece.CopyTo(_pieces.AsSpan(slot * LongestPiece));
        _lengths[slot] = (byte)piece.Length;
        _counts[slot] = (byte)tokens.Count;
        for (var i = 0; i < tokens.Count; i++)
        {
            _ids[(slot * MostTokens) + i] = tokens.Ids[i];
            _places[(slot * MostTokens) + i] = ((byte)tokens.Starts[i], (byte)tokens.Ends[i]);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SlotOf(ReadOnlySpan<char> piece)
    {
        var bytes = MemoryMarshal.AsBytes(piece);
        var hash = (ulong)bytes.Length * 0x9E3779B97F4A7C15UL;
        while (bytes.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 32;
            bytes = bytes[8..];
        }

        if (bytes.Length >= 4)
        {
            hash = (hash ^ MemoryMarshal.Read<uint>(bytes)) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 32;
            bytes = bytes[4..];
        }

        if (bytes.Length >= 2) hash = (hash ^ MemoryMarshal.Read<ushort>(bytes)) * 0x9E3779B97F4A7C15UL;
        return (int)((hash * 0xBF58476D1CE4E5B9UL) >> 50);
    }
}
