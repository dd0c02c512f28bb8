namespace Custos.Tests.House;

/// <summary>A test that reads a public data set from beside the repository; it is skipped, saying so, where the data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        var path = Path.Combine(Repository.SharedData, file);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Skip = $"The public data set '{file}' is not beside the repository, in ../shared/data.";
        }
    }
}
