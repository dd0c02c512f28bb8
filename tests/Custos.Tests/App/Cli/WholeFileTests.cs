using Custos.App.Cli;
using Custos.Records;
using Custos.Tests.Store;

namespace Custos.Tests.App.Cli;

public sealed class WholeFileTests
{
    [Fact]
    public void A_disk_that_fills_up_leaves_the_old_file_and_nothing_half_written()
    {
        using var folder = new TemporaryDirectory();
        var path = folder.File("scores.jsonl");
        File.WriteAllText(path, "old");
        var bad = Should.Throw<BadInputException>(() => WholeFile.Write<int>(path, file =>
        {
            file.Write("half");
            throw new IOException("No space left on device");
        }));
        bad.Message.ShouldBe($"{path}: The file cannot be written: No space left on device Make room, or name a file in a folder that exists and that you may write to.");
        File.ReadAllText(path).ShouldBe("old");
        Directory.GetFiles(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void A_whole_file_takes_the_old_ones_place()
    {
        using var folder = new TemporaryDirectory();
        var path = folder.File("scores.jsonl");
        File.WriteAllText(path, "old");
        WholeFile.Write(path, file =>
        {
            file.Write("new");
            return 3;
        }).ShouldBe(3);
        File.ReadAllText(path).ShouldBe("new");
    }
}
