using System.Runtime.InteropServices;

namespace Custos.Text.Logs;

/// <summary>Which whole lines were read at once? Memory outside the garbage collector's, which grows for one long line and shrinks again.</summary>
internal sealed unsafe class LineBlock : IDisposable
{
    /// <summary>The bytes that a block has room for, but for a longer line.</summary>
    public const int UsualBytes = 1 << 20;

    private byte* _bytes = (byte*)NativeMemory.Alloc(UsualBytes);

    public int Capacity { get; private set; } = UsualBytes;

    /// <summary>The bytes of the lines; every line ends in a line feed but perhaps the last of the input.</summary>
    public int Length { get; set; }

    /// <summary>Where in the input the first line begins.</summary>
    public long Offset { get; set; }

    /// <summary>The bytes of a line before this block that was too long to keep; 0 for none.</summary>
    public long SkippedBytes { get; set; }

    public ReadOnlySpan<byte> Lines => new(_bytes, Length);

    /// <summary>The room behind <paramref name="used"/> bytes.</summary>
    public Span<byte> Room(int used) => new(_bytes + used, Capacity - used);

    public void Resize(int capacity)
    {
        _bytes = (byte*)NativeMemory.Realloc(_bytes, (nuint)capacity);
        Capacity = capacity;
    }

    public void Dispose()
    {
        NativeMemory.Free(_bytes);
        _bytes = null;
        Capacity = 0;
        Length = 0;
    }
}
