using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Custos.Tests.App.Api;

public sealed class AccessTests
{
    private const string Body = """{"input":"hello"}""";

    [Fact]
    public async Task On_loopback_no_key_is_needed_until_one_exists()
    {
        await using var open = await TestServer.StartAsync();
        await using var closed = await TestServer.StartAsync(keyExists: true);

        (await open.PostAsync("/v1/moderations", Body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await closed.PostAsync("/v1/moderations", Body)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(TestServer.ValidKey, HttpStatusCode.OK)]
    [InlineData("another-key", HttpStatusCode.Unauthorized)]
    [InlineData(TestServer.LocalToken, HttpStatusCode.Unauthorized)]
    public async Task A_key_opens_the_gate_and_only_a_valid_one(string key, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync(keyExists: true);
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        (await server.PostAsync("/v1/moderations", Body)).StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(TestServer.ValidKey, HttpStatusCode.Unauthorized)]
    [InlineData(TestServer.LocalToken, HttpStatusCode.NotFound)]
    public async Task The_store_answers_only_to_the_local_token(string? key, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync();
        server.Client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);

        (await server.Client.GetAsync(new Uri("/v1/reports/latency", UriKind.Relative))).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Health_needs_no_key()
    {
        await using var server = await TestServer.StartAsync(keyExists: true);

        (await server.Client.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Client.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Host", "elsewhere.example")]
    public async Task Without_a_key_a_foreign_web_page_may_not_ask(string header, string value)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/moderations") { Content = new StringContent(Body, Encoding.UTF8) };
        request.Headers.TryAddWithoutValidation(header, value);

        (await server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_address_that_is_not_there_is_a_problem_too()
    {
        await using var server = await TestServer.StartAsync();

        var response = await server.Client.GetAsync(new Uri("/nothing", UriKind.Relative));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
