using Custos.Store;

namespace Custos.Tests.Store;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("custos-test-").FullName;

    public DataDirectory Data => new(System.IO.Path.Combine(Path, "data"));

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
