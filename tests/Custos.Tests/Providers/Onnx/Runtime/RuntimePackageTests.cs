using System.Formats.Tar;
using System.IO.Compression;
using Custos.Providers.Onnx.Runtime;
using Custos.Records;

namespace Custos.Tests.Providers.Onnx.Runtime;

public sealed class RuntimePackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("custos-onnx-").FullName;

    [Fact]
    public async Task Another_package_than_the_one_that_was_meant_is_refused()
    {
        var package = Package("package/bin/napi-v6/linux/x64/libonnxruntime.so.1");

        (await Should.ThrowAsync<BadInputException>(() => RuntimePackage.CheckAsync(package, CancellationToken.None))).Problem.ShouldContain("SHA-512");
    }

    [Fact]
    public async Task Only_this_platforms_library_is_kept_and_nothing_leaves_the_folder()
    {
        var ours = $"package/bin/napi-v6/{RuntimeLibrary.Platform}";
        var package = Package(
            $"{ours}/{RuntimeLibrary.FileName}", $"{ours}/onnxruntime_binding.node", $"../../{RuntimeLibrary.Platform}/{RuntimeLibrary.FileName}",
            "package/bin/napi-v6/other/x64/libonnxruntime.so.1", "package/script/install.js");
        var target = Path.Combine(_folder, "target");
        Directory.CreateDirectory(target);

        await RuntimePackage.UnpackAsync(package, target, CancellationToken.None);

        Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Where(File.Exists).ShouldBe([package, Path.Combine(target, RuntimeLibrary.FileName)], ignoreOrder: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Package(params string[] entries)
    {
        var path = Path.Combine(_folder, "package.tgz");
        using var file = File.Create(path);
        using var compressed = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(compressed);
        foreach (var name in entries) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1, 2, 3]) });
        return path;
    }
}
