using System.Runtime.InteropServices;
using Custos.Records;

namespace Custos.Providers.Onnx.Runtime;

/// <summary>Where does ONNX Runtime's native library lie, and is it there? Only those who bring models fetch it.</summary>
public static class RuntimeLibrary
{
    /// <summary>The version that <see cref="RuntimePackage"/> fetches.</summary>
    public const string Version = "1.30.0";

    /// <summary>The environment variable that names a folder with the library, before every other place.</summary>
    public const string FolderVariable = "CUSTOS_ONNXRUNTIME";

    /// <summary>The system and processor, as the package of the library calls them; for instance <c>linux/x64</c>.</summary>
    public static string Platform { get; } = $"{SystemName}/{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Where the library is put unless told otherwise: in the user's own data, so that a new build finds it again. Null for a user without a home.</summary>
    public static string? UsualFolder { get; } = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } home
        ? Path.Combine(home, "custos", $"onnxruntime-{Version}", Platform.Replace('/', '-'))
        : null;

    /// <summary>The library's file, or null where it is in none of the places: the folder that the variable names, the program's own, the usual one.</summary>
    public static string? Find() => Find(Folders());

    internal static string? Find(IEnumerable<string> folders) => folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);

    /// <summary>The library's name in its folder.</summary>
    internal static string FileName { get; } =
        OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.1.dylib" : "libonnxruntime.so.1";

    private static string SystemName => OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";

    /// <summary>Loads the library into the process.</summary>
    /// <exception cref="BadInputException">It is not there, or does not load.</exception>
    internal static nint Load() => Load(Find());

    internal static nint Load(string? path)
    {
        if (path is null)
        {
            throw new BadInputException("ONNX Runtime's native library is missing, without which no ONNX model runs.", "Fetch it once with './custos setup onnx'.");
        }

        return NativeLibrary.TryLoad(path, out var handle)
            ? handle
            : throw new BadInputException("ONNX Runtime's native library is there, but does not load.", $"Fetch it again with './custos setup onnx'; it needs glibc on Linux, and this is {RuntimeInformation.RuntimeIdentifier}.", path);
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named) yield return named;
        yield return AppContext.BaseDirectory;
        if (UsualFolder is not null) yield return UsualFolder;
    }
}
