using System.Text.Json;
using Custos.Statistics.Calls;

namespace Custos.Tests.House;

public sealed class StatisticsContractTests
{
    private const string Requests = "../contracts/statistics-requests.jsonl";

    [Fact]
    public void Every_function_that_can_be_called_by_name_is_documented()
    {
        var page = Repository.Read("docs/stages/statistics.md");

        StatisticsCalls.All.Select(call => call.Name).Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void No_function_is_listed_twice() =>
        StatisticsCalls.All.GroupBy(call => call.Name).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    [SharedDataFact(Requests)]
    public void Every_function_answers_the_request_that_shows_its_shape()
    {
        var known = StatisticsCalls.All.Select(call => call.Name).ToHashSet(StringComparer.Ordinal);

        File.ReadLines(Path.Combine(Repository.SharedData, Requests))
            .Where(request => known.Contains(JsonDocument.Parse(request).RootElement.GetProperty("fn").GetString()!))
            .Select(CallLine.Answer)
            .Where(answer => JsonDocument.Parse(answer).RootElement.TryGetProperty("error", out _))
            .ShouldBeEmpty();
    }
}
