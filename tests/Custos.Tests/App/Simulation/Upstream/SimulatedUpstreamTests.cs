using System.Net;
using System.Text;
using System.Text.Json;
using Custos.App.Simulation.Replies;
using Custos.App.Simulation.Upstream;
using Custos.Records;

namespace Custos.Tests.App.Simulation.Upstream;

public sealed class SimulatedUpstreamTests
{
    private const string Chat = "/v1/chat/completions";

    [Fact]
    public async Task A_request_is_kept_byte_for_byte_with_its_headers()
    {
        await using var asked = await Asked.StartAsync();
        const string Body = """{ "model":"echo",  "odd": 1.50, "messages":[{"role":"user","content":"\u00e9\/🎉"}] }""";

        using var response = await asked.SendAsync($"{Chat}?beta=true", Body, key: "any");

        var seen = asked.Upstream.Requests.Last!;
        Encoding.UTF8.GetString(seen.Body).ShouldBe(Body);
        seen.Target.ShouldBe("/v1/chat/completions?beta=true");
        seen.Header("authorization").ShouldBe("Bearer any");
        asked.Upstream.Requests.Seen.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_request_has_the_same_answer()
    {
        await using var one = await Asked.StartAsync();
        await using var other = await Asked.StartAsync();
        const string Body = """{"model":"helpful","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

        (await one.TextAsync(Chat, Body)).ShouldBe(await other.TextAsync(Chat, Body));
        (await one.TextAsync(Chat, Body)).ShouldNotBe(await one.TextAsync(Chat, Body.Replace("hi", "ho", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Chat, """{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""")]
    [InlineData("/v1/messages", """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"},"request_id":"REQUEST"}""")]
    public async Task A_wrong_key_is_refused_in_the_protocols_own_shape(string path, string expected)
    {
        await using var asked = await Asked.StartAsync(new SimulatedUpstreamOptions { Key = "right" });
        const string Body = """{"model":"echo","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""";

        using var refused = await asked.SendAsync(path, Body, key: "wrong");
        using var admitted = await asked.SendAsync(path, Body, key: "right");

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var id = refused.Headers.GetValues(path == Chat ? "x-request-id" : "request-id").Single();
        (await refused.Content.ReadAsStringAsync()).Replace(id, "REQUEST", StringComparison.Ordinal).ShouldBe(expected);
        admitted.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Chat, "nobody", 404, "model_not_found")]
    [InlineData("/v1/messages", "nobody", 404, "not_found_error")]
    [InlineData(Chat, "rate-limited", 429, "rate_limit_exceeded")]
    [InlineData("/v1/messages", "rate-limited", 429, "rate_limit_error")]
    [InlineData("/v1/responses", "overloaded", 503, "server_error")]
    [InlineData("/v1/messages", "overloaded", 529, "overloaded_error")]
    [InlineData("/v1/messages", "server-error", 500, "api_error")]
    [InlineData("/v1/messages", "forbidden", 403, "permission_error")]
    public async Task Errors_have_the_protocols_own_shape(string path, string model, int status, string word)
    {
        await using var asked = await Asked.StartAsync();

        using var response = await asked.SendAsync(path, $$"""{"model":"{{model}}","max_tokens":9,"input":"hi","messages":[{"role":"user","content":"hi"}]}""");

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"\"{word}\"");
        response.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (response.Headers.RetryAfter is not null).ShouldBe(status == 429);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"model":"echo","messages":[{"role":"user","content":"\ud83c"}]}""")]
    public async Task What_is_no_request_is_refused(string body)
    {
        await using var asked = await Asked.StartAsync();

        using var response = await asked.SendAsync(Chat, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("invalid_request_error");
    }

    [Fact]
    public async Task Flaky_answers_the_third_time_that_it_is_asked_the_same()
    {
        await using var asked = await Asked.StartAsync();
        const string Body = """{"model":"flaky","messages":[{"role":"user","content":"hi"}]}""";
        var statuses = new List<int>();

        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var response = await asked.SendAsync(Chat, Body);
            statuses.Add((int)response.StatusCode);
        }

        statuses.ShouldBe([503, 503, 200, 200]);
    }

    [Fact]
    public async Task Models_that_nobody_plays_may_be_played_by_one()
    {
        await using var asked = await Asked.StartAsync(new SimulatedUpstreamOptions { Otherwise = "echo" });

        (await asked.TextAsync(Chat, """{"model":"gpt-x","messages":[{"role":"user","content":"hello there"}]}""")).ShouldContain("hello there");
        Should.Throw<BadInputException>(() => new Cast([], "ecko")).Message.ShouldContain("'echo'");
    }

    [Fact]
    public async Task Models_are_listed_as_each_protocol_lists_them()
    {
        await using var asked = await Asked.StartAsync(Persona.Of("mine", Reply.Saying("hi")));

        var openAi = JsonDocument.Parse(await (await asked.GetAsync("/v1/models")).Content.ReadAsStringAsync()).RootElement;
        var anthropic = JsonDocument.Parse(await (await asked.GetAsync("/v1/models", ("anthropic-version", "2023-06-01"))).Content.ReadAsStringAsync()).RootElement;
        using var one = await asked.GetAsync("/v1/models/mine");
        using var none = await asked.GetAsync("/v1/models/nobody");

        openAi.GetProperty("object").GetString().ShouldBe("list");
        openAi.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()).ShouldContain("mine");
        anthropic.GetProperty("last_id").GetString().ShouldBe("mine");
        one.StatusCode.ShouldBe(HttpStatusCode.OK);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tokens_are_counted_and_texts_moderated()
    {
        await using var asked = await Asked.StartAsync();

        var counted = JsonDocument.Parse(await asked.TextAsync("/v1/messages/count_tokens", """{"model":"echo","messages":[{"role":"user","content":"12345678"}]}""")).RootElement;
        var moderated = JsonDocument.Parse(await asked.TextAsync("/v1/moderations", """{"input":["pancakes","plain violence"]}""")).RootElement.GetProperty("results");

        counted.GetProperty("input_tokens").GetInt32().ShouldBe(2);
        moderated[0].GetProperty("flagged").GetBoolean().ShouldBeFalse();
        moderated[1].GetProperty("flagged").GetBoolean().ShouldBeTrue();
        moderated[1].GetProperty("categories").GetProperty("violence").GetBoolean().ShouldBeTrue();
        moderated[1].GetProperty("categories").GetProperty("hate").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_that_is_not_there_says_so()
    {
        await using var asked = await Asked.StartAsync();

        using var response = await asked.SendAsync("/v1/embeddings", "{}");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("unknown_url");
    }
}
