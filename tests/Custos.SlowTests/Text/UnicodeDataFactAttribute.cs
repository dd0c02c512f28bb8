namespace Custos.SlowTests.Text;

/// <summary>A test that reads Unicode's own data files; skipped, naming the package, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnicodeDataFactAttribute : FactAttribute
{
    public const string NormalizationTest = "/usr/share/unicode/NormalizationTest.txt.bz2";

    public UnicodeDataFactAttribute()
    {
        if (!File.Exists(NormalizationTest)) Skip = "Unicode's data files are missing: apt-get install unicode-data bzip2.";
    }
}
