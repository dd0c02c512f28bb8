using System.Text.Json.Nodes;
using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

/// <summary>A question of <c>custos stats</c> asked in this process, on tables in a folder of their own.</summary>
internal sealed class Asked : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("custos-stats-");

    /// <summary>The path of a new table of these lines.</summary>
    public string Table(string name, params IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    public static StatsAnswer Ask(IReadOnlyList<StatsQuestion> questions, params string[] words)
    {
        var question = questions.Single(question => question.Name == words[0]);
        var parsed = question.ToCommand().Parse(words[1..]);
        parsed.Errors.ShouldBeEmpty();
        return question.Answer(parsed);
    }

    public static JsonObject Results(StatsAnswer answer) => JsonNode.Parse(answer.Results.ToJson())!.AsObject();

    public void Dispose() => _folder.Delete(recursive: true);
}
