using System.Runtime.CompilerServices;

namespace Custos.Tests.House;

/// <summary>Is a text still what a file beside the test says? With <c>CUSTOS_GOLDEN=refresh</c> the file is written instead; then read what changed.</summary>
internal static class Golden
{
    public static void ShouldBeGolden(this string actual, string file, [CallerFilePath] string test = "")
    {
        var folder = Path.Combine(Repository.Root, test[test.Replace('\\', '/').LastIndexOf("/tests/", StringComparison.Ordinal)..].TrimStart('/', '\\'), "..");
        var path = Path.GetFullPath(Path.Combine(folder, file));
        if (Environment.GetEnvironmentVariable("CUSTOS_GOLDEN") == "refresh")
        {
            File.WriteAllText(path, actual);
        }

        actual.ShouldBe(File.ReadAllText(path));
    }
}
