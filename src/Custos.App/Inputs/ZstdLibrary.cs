using System.Runtime.InteropServices;
using Custos.Records;

namespace Custos.App.Inputs;

/// <summary>Where is zstd's own library, and which of its functions are used?</summary>
/// <remarks>No package of it restores, and the framework has none yet; Debian and most other systems carry it, because their package tools need it. Source of the signatures: zstd.h, stable API.</remarks>
internal sealed unsafe class ZstdLibrary
{
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["libzstd", "zstd"]
        : OperatingSystem.IsMacOS() ? ["libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "/usr/local/lib/libzstd.1.dylib"]
        : ["libzstd.so.1", "libzstd.so"];

    private static readonly Lazy<ZstdLibrary?> Loaded = new(TryLoad);

    private ZstdLibrary(nint library)
    {
        Create = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "ZSTD_createDStream");
        Free = (delegate* unmanaged<nint, nuint>)NativeLibrary.GetExport(library, "ZSTD_freeDStream");
        Decompress = (delegate* unmanaged<nint, Piece*, Piece*, nuint>)NativeLibrary.GetExport(library, "ZSTD_decompressStream");
        IsError = (delegate* unmanaged<nuint, uint>)NativeLibrary.GetExport(library, "ZSTD_isError");
    }

    /// <summary>Does this machine have the library?</summary>
    public static bool IsThere => Loaded.Value is not null;

    public delegate* unmanaged<nint> Create { get; }

    public delegate* unmanaged<nint, nuint> Free { get; }

    /// <summary>Decompresses what it can; 0 where a frame has ended and all of it is out.</summary>
    public delegate* unmanaged<nint, Piece*, Piece*, nuint> Decompress { get; }

    public delegate* unmanaged<nuint, uint> IsError { get; }

    /// <exception cref="BadInputException">This machine does not have the library.</exception>
    public static ZstdLibrary Load(string source) => Loaded.Value ?? throw new BadInputException(
        "The file is compressed with zstd, and this machine has no library that reads it.",
        "Install it (Debian: libzstd1; macOS: brew install zstd), or decompress first: zstd -dc FILE | custos … -.",
        source);

    private static ZstdLibrary? TryLoad()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, typeof(ZstdLibrary).Assembly, null, out var library)) return new ZstdLibrary(library);
        }

        return null;
    }

    /// <summary>ZSTD_inBuffer and ZSTD_outBuffer, which are alike.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Piece
    {
        public byte* Bytes;
        public nuint Size;
        public nuint Position;
    }
}
