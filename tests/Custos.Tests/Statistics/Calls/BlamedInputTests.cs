using System.Text.Json;
using Custos.Statistics.Calls;

namespace Custos.Tests.Statistics.Calls;

public sealed class BlamedInputTests
{
    [Theory]
    [InlineData("""{"fn": "intervals.zero_failure_upper_bound", "inputs": {"failures": 3, "trials": 2}}""", "inputs.failures: It ('3') must be less than or equal to '2'. Change the input.")]
    [InlineData("""{"fn": "power.zero_failure_sample_size", "inputs": {"p_max": 0}}""", "inputs.p_max: The value must lie strictly between 0 and 1. Change the input.")]
    [InlineData("""{"fn": "sequential.bernoulli_cs", "inputs": {"cases": [{"successes": 7, "trials": 5}]}}""", "inputs.cases[0].successes: The count lies between 0 and the trials. Change the input.")]
    [InlineData("""{"fn": "intervals.quantile_order_statistic", "inputs": {"n": 4e18, "q": 0.5}}""", "inputs.n: A count lies between 0 and 1e15. Change the input.")]
    public void An_error_names_the_input_as_it_was_sent(string request, string error) =>
        JsonDocument.Parse(CallLine.Answer(request)).RootElement.GetProperty("error").GetString().ShouldBe(error);
}
