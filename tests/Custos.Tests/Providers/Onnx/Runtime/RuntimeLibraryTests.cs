using Custos.Providers.Onnx.Runtime;
using Custos.Records;

namespace Custos.Tests.Providers.Onnx.Runtime;

public sealed class RuntimeLibraryTests
{
    [Fact]
    public void A_missing_library_names_the_command_that_fetches_it() =>
        Should.Throw<BadInputException>(() => RuntimeLibrary.Load(RuntimeLibrary.Find([Path.GetTempPath()]))).Remedy.ShouldContain("./custos setup onnx");

    [Fact]
    public void What_is_no_library_is_refused_with_its_place()
    {
        var folder = Directory.CreateTempSubdirectory("custos-onnx-").FullName;
        File.WriteAllText(Path.Combine(folder, RuntimeLibrary.FileName), "no library");

        var found = RuntimeLibrary.Find([Path.Combine(folder, "not here"), folder]);

        Should.Throw<BadInputException>(() => RuntimeLibrary.Load(found)).Place.ShouldBe(found);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_usual_place_tells_versions_and_platforms_apart() =>
        RuntimeLibrary.UsualFolder.ShouldNotBeNull().ShouldEndWith(Path.Combine($"onnxruntime-{RuntimeLibrary.Version}", RuntimeLibrary.Platform.Replace('/', '-')));
}
