using Custos.Tests.House;
using Custos.Tests.Statistics.Calls;

namespace Custos.SlowTests.Statistics;

public sealed class CallFuzzTests
{
    private const string Requests = "../contracts/statistics-requests.jsonl";

    [SharedDataFact(Requests)]
    public void Every_request_twisted_in_every_way_has_one_answer_in_time_that_says_what_is_wrong() =>
        AnswerFaults.Of(File.ReadLines(Path.Combine(Repository.SharedData, Requests))
            .SelectMany((request, line) => RequestMutations.Of(request, new Random(line), pairs: 40)), longest: TimeSpan.FromSeconds(2)).ToList().ShouldBeEmpty();
}
