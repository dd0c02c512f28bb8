using System.Text;
using Custos.App.Simulation.Replies;

namespace Custos.SlowTests.Clients;

/// <summary>Custos before an upstream that cuts what it says at every possible place.</summary>
public sealed class SplitTarget : ProxyTarget
{
    internal const string Blocked = "Well, take the forbidden fruit and eat.";
    internal const string Before = "Well, take the ";
    internal const string Benign = "An assistant is assisting us, as the forbidden one fruits.";

    private static readonly Func<string, ReplyPart>[] Parts = [text => new ReplyPart.Say(text), text => new ReplyPart.Reason(text), text => new ReplyPart.Call("note", $$"""{"text":"{{text}}"}""")];

    internal static readonly string[] Kinds = ["say", "reason", "call"];

    private protected override IReadOnlyList<Persona> Personas =>
    [
        .. from text in (string[])[Blocked, Benign]
           from kind in Enumerable.Range(0, Kinds.Length)
           let part = Parts[kind](text)
           from place in Enumerable.Range(0, part.Text.Length)
           let cuts = place == 0 ? Cuts.Every(1) : Cuts.At(place)
           select Persona.Of(Name(text, kind, place), new Reply { Parts = [part with { Cuts = cuts }, new ReplyPart.Say("The end.")] }),
    ];

    /// <summary>At place 0 every character is a chunk of its own.</summary>
    internal static string Name(string text, int kind, int place) => $"{(text == Blocked ? "blocked" : "benign")}-{Kinds[kind]}-{place}";

    internal static int Places(string text, int kind) => Parts[kind](text).Text.Length;
}

/// <summary>A word that is cut over chunks is found wherever it is cut, and nothing of it goes; one that only looks like it across a join is let go.</summary>
public sealed class ProxySplitTests(SplitTarget target) : IClassFixture<SplitTarget>
{
    public static TheoryData<string, int> Streams()
    {
        var cases = new TheoryData<string, int>();
        foreach (var path in (string[])["/v1/chat/completions", "/v1/responses", "/v1/messages"])
        {
            for (var kind = 0; kind < SplitTarget.Kinds.Length; kind++) cases.Add(path, kind);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task A_blocked_word_never_leaks_a_character_wherever_it_is_cut(string path, int kind)
    {
        using var client = new HttpClient();
        for (var place = 0; place < SplitTarget.Places(SplitTarget.Blocked, kind); place++)
        {
            var name = SplitTarget.Name(SplitTarget.Blocked, kind, place);
            var read = StreamedText.Of(await AskAsync(client, target.Url, target.Key, path, name));

            read.IsWhole.ShouldBeTrue(name);
            $"{read.Said}{read.Reasoning}{read.Arguments}".ShouldNotContain("forb", Case.Insensitive, name);
            read.Said.ShouldNotContain("The end.", Case.Sensitive, name);
            SplitTarget.Before.ShouldStartWith(read.Reasoning, Case.Sensitive, name);
            SplitTarget.Before.ShouldStartWith(read.Said.Replace(ProxyTarget.Message, "", StringComparison.Ordinal), Case.Sensitive, name);
            read.Said.ShouldContain(ProxyTarget.Message, Case.Sensitive, name);
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task A_benign_text_is_let_go_byte_for_byte_wherever_it_is_cut(string path, int kind)
    {
        using var client = new HttpClient();
        for (var place = 0; place < SplitTarget.Places(SplitTarget.Benign, kind); place++)
        {
            var name = SplitTarget.Name(SplitTarget.Benign, kind, place);
            var direct = StreamedText.Of(await AskAsync(client, target.Upstream.Url, ClientTarget.UpstreamKey, path, name));
            var through = StreamedText.Of(await AskAsync(client, target.Url, target.Key, path, name));

            through.ShouldBe(direct, name);
            through.IsWhole.ShouldBeTrue(name);
        }
    }

    private static async Task<byte[]> AskAsync(HttpClient client, Uri url, string key, string path, string model)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, path))
        {
            Content = new StringContent($$"""{"model":"{{model}}","stream":true,"max_tokens":64,"messages":[{"role":"user","content":"hi"}],"input":"hi"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        if (path == "/v1/messages") request.Headers.Add("anthropic-version", "2023-06-01");
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }
}
