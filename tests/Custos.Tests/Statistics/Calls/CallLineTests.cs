using System.Text;
using System.Text.Json;
using Custos.Statistics.Calls;

namespace Custos.Tests.Statistics.Calls;

public sealed class CallLineTests
{
    [Fact]
    public void An_answer_bears_the_id_of_its_question()
    {
        var answer = JsonDocument.Parse(CallLine.Answer("""{"id": [1, "x"], "fn": "intervals.beta_survival", "inputs": {"alpha": 1, "beta": 10001, "x": 0.003}}""")).RootElement;
        answer.GetProperty("id").GetRawText().ShouldBe("[1,\"x\"]");
        // scipy 1.10.1: beta(1, 10001).sf(0.003).
        answer.GetProperty("results").GetProperty("survival").GetDouble().ShouldBeCloseTo(8.91822191563185e-14);
    }

    [Fact]
    public void A_missing_result_is_null_with_its_reason() =>
        CallLine.Answer("""{"fn": "thresholding.max_false_positives", "inputs": {"target_fpr": 0.0001, "negatives": [10, 29956]}}""")
            .ShouldBe("""{"results":{"max_fp":[null,0],"reason":"Where it is null, so few negatives cannot certify the target even without a false positive."}}""");

    [Theory]
    [InlineData("{\"fn\": ", "The line is not JSON")]
    [InlineData("{\"x\": NaN}", "JSON has no NaN")]
    [InlineData("[]", "The line is a list")]
    [InlineData("{}", "no text fn")]
    [InlineData("{\"fn\": 3}", "no text fn")]
    [InlineData("{\"fn\": \"intervals.binomal\"}", "\\\"intervals.binomial\\\"")]
    [InlineData("{\"fn\": \"intervals.binomial\"}", "inputs.successes: It is not given")]
    [InlineData("{\"fn\": \"intervals.binomial\", \"inputs\": 3}", "inputs: It is a number")]
    [InlineData("{\"fn\": \"intervals.binomial\", \"inputs\": {\"successes\": 1.5}}", "inputs.successes: It is not a whole number")]
    [InlineData("{\"fn\": \"intervals.binomial\", \"inputs\": {\"successes\": 1, \"trials\": 0}}", "inputs.trials: ")]
    [InlineData("{\"fn\": \"intervals.beta_survival\", \"inputs\": {\"alpha\": \"Infinity\", \"beta\": 1, \"x\": 0.5}}", "inputs.alpha: ")]
    [InlineData("{\"fn\": \"intervals.beta_survival\", \"inputs\": {\"alpha\": 1e400, \"beta\": 1, \"x\": 0.5}}", "inputs.alpha: The number is too large")]
    [InlineData("{\"fn\": \"thresholding.min_negatives_for_fpr\", \"inputs\": {\"target_fpr\": 0.1, \"false_positives\": [1, \"x\"]}}", "inputs.false_positives[1]: It is a text")]
    [InlineData("{\"fn\": \"sequential.bernoulli_cs\", \"inputs\": {\"cases\": [{}]}}", "inputs.cases[0].")]
    public void What_is_wrong_is_said(string request, string part)
    {
        var answer = CallLine.Answer(request);
        JsonDocument.Parse(answer).RootElement.GetProperty("error").GetString().ShouldNotBeNullOrWhiteSpace();
        answer.ShouldContain(part);
    }

    [Fact]
    public async Task Every_request_line_has_one_answer_line_in_order()
    {
        var requests = new StringBuilder();
        for (var i = 0; i < 3000; i++)
        {
            requests.Append(i % 7 == 0 ? "not json\n" : $$$"""{"id": {{{i}}}, "fn": "intervals.zero_failure_upper_bound", "inputs": {"trials": {{{i + 1}}} }}""" + "\r\n");
        }

        requests.Append("\n  \n{\"id\": \"last\", \"fn\": \"nothing\"}");
        using var answers = new MemoryStream();
        var answered = await CallLines.AnswerAllAsync(new MemoryStream(Encoding.UTF8.GetBytes(requests.ToString())), answers, CancellationToken.None);
        var lines = Encoding.UTF8.GetString(answers.ToArray()).TrimEnd('\n').Split('\n');
        answered.ShouldBe(3001);
        lines.Length.ShouldBe(3001);
        for (var i = 0; i < 3000; i++)
        {
            var answer = JsonDocument.Parse(lines[i]).RootElement;
            (i % 7 == 0 ? answer.TryGetProperty("error", out _) : answer.GetProperty("id").GetInt32() == i).ShouldBeTrue();
        }

        lines[3000].ShouldStartWith("{\"id\":\"last\",\"error\"");
    }
}
