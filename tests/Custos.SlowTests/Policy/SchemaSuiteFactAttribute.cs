namespace Custos.SlowTests.Policy;

/// <summary>A test that reads JSON Schema's own test suite; skipped, naming the package, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SchemaSuiteFactAttribute : FactAttribute
{
    public const string Folder = "/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests/draft2020-12";

    public SchemaSuiteFactAttribute()
    {
        if (!Directory.Exists(Folder)) Skip = "JSON Schema's test suite is missing: apt-get install libtest-json-schema-acceptance-perl.";
    }
}
