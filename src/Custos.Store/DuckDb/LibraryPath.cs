using System.Reflection;
using System.Runtime.InteropServices;
using Custos.Records;

namespace Custos.Store.DuckDb;

/// <summary>Where does DuckDB's native library lie? Beside the program, put there by the build.</summary>
internal static class LibraryPath
{
    private static string FileName =>
        OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    /// <summary>Tells the runtime where to look; called once per process.</summary>
    public static void Register() => NativeLibrary.SetDllImportResolver(typeof(LibraryPath).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != NativeMethods.Library) return 0;
        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        if (NativeLibrary.TryLoad(path, out var handle)) return handle;
        throw new BadInputException(
            File.Exists(path) ? "DuckDB's native library is there, but does not load." : "DuckDB's native library is missing.",
            $"Run \"npm ci --ignore-scripts\" at the root of Custos and build again; supported are Linux with glibc, macOS and Windows, this is {RuntimeInformation.RuntimeIdentifier}.",
            path);
    }
}
