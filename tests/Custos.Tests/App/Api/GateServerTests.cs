using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Custos.App.Api;
using Custos.Store;
using Custos.Tests.Gate;
using Custos.Tests.Store;

namespace Custos.Tests.App.Api;

public sealed class GateServerTests
{
    [Theory]
    [InlineData(1 << 20, 2)]
    [InlineData(0, 0)]
    public async Task The_bundles_address_tells_how_full_the_gate_is_and_how_often_its_caches_knew(long cacheBytes, int hits)
    {
        using var folder = new TemporaryDirectory();
        var policies = Directory.CreateDirectory(Path.Combine(folder.Path, "policies")).FullName;
        await File.WriteAllTextAsync(Path.Combine(policies, "test.yaml"), SomeBundles.PolicyOf("test", "lists: {bad: [bad word]}\nrules: [{name: bad, when: phrase(\"bad\"), then: block}]"));
        var data = new DataDirectory(Path.Combine(folder.Path, "data"));
        await using var server = await GateServer.StartAsync(
            new GateServerOptions { Models = [], Policies = policies, DataDirectory = data, MostInFlight = 3, CacheBytes = cacheBytes, Server = new ServerOptions { Port = 0 } },
            CancellationToken.None);
        using var client = new HttpClient { BaseAddress = server.Url };

        for (var i = 0; i < 3; i++)
        {
            using var body = new StringContent("""{"content":"a bad word"}""", Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("/v1/decisions", UriKind.Relative), body);
            (await JsonAsync(answer)).GetProperty("verdict").GetString().ShouldBe("block");
        }

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServerFile.TryRead(data)!.Token);
        using var state = await client.GetAsync(new Uri("/v1/bundle", UriKind.Relative));
        var bundle = await JsonAsync(state);

        bundle.GetProperty("windows").GetRawText().ShouldBe("""{"complete":true,"missing":[]}""");
        bundle.GetProperty("admission").GetRawText().ShouldBe("""{"most_in_flight":3,"in_flight":0,"admitted":3,"shed":0}""");
        bundle.GetProperty("caches").GetProperty("verdicts").GetProperty("hits").GetInt32().ShouldBe(hits);
        bundle.GetProperty("caches").GetProperty("verdicts").GetProperty("max_bytes").GetInt64().ShouldBe(cacheBytes);
        bundle.GetProperty("caches").GetProperty("scores").GetProperty("entries").GetInt32().ShouldBe(0);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonDocument.Parse(body).RootElement;
    }
}
