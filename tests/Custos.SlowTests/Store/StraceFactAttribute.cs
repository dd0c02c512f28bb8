namespace Custos.SlowTests.Store;

/// <summary>A test that watches system calls; skipped, naming the package, where strace is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute()
    {
        var paths = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (!paths.Any(path => File.Exists(Path.Combine(path, "strace")))) Skip = "strace is missing: apt-get install strace.";
    }
}
