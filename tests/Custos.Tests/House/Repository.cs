namespace Custos.Tests.House;

/// <summary>Where is the source tree that these tests were built from, and what is in it?</summary>
internal static class Repository
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", ".git", ".build", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>The folder of public data beside the repository; it may be absent.</summary>
    public static string SharedData { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>Every file below a folder of the repository, as a path from the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder) => Walk(Path.Combine(Root, folder)).Select(Relative).Order(StringComparer.Ordinal);

    /// <summary>Every folder below a folder of the repository that holds a file, directly or not.</summary>
    public static IEnumerable<string> Folders(string folder) => Files(folder)
        .SelectMany(file => Parents(file))
        .Where(parent => parent.StartsWith(folder + "/", StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Parents(string file)
    {
        for (var slash = file.LastIndexOf('/'); slash > 0; slash = file.LastIndexOf('/', slash - 1))
        {
            yield return file[..slash];
        }
    }

    private static IEnumerable<string> Walk(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(child => !Skipped.Contains(Path.GetFileName(child))).SelectMany(Walk))
        : [];

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Custos.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run from inside the repository.");
    }
}
