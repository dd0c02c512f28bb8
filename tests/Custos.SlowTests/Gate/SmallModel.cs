namespace Custos.SlowTests.Gate;

/// <summary>A classifier trained once, from simulated texts, by the program itself.</summary>
internal static class SmallModel
{
    private static readonly Lazy<Task<string>> Folder = new(TrainAsync);

    public static Task<string> FolderAsync() => Folder.Value;

    private static async Task<string> TrainAsync()
    {
        // Lives as long as the test process; the operating system's temporary folder is its owner.
        var folder = Directory.CreateTempSubdirectory("custos-small-model-").FullName;
        var data = Path.Combine(folder, "texts.csv");
        await using (var output = new StreamWriter(data))
        {
            new Custos.App.Simulation.TextGenerator(1).WriteCsv(output, 4000, harmShare: 0.3);
        }

        var model = Path.Combine(folder, "model");
        var trained = await CustosProgram.RunAsync("train", "--data", data, "--text", "text", "--labels", "scam,insult,prompt_injection", "--group", "user_id", "--max-fpr", "0.01", "--out", model);
        trained.ExitCode.ShouldBeOneOf([0, 3], trained.Error);
        return model;
    }
}
