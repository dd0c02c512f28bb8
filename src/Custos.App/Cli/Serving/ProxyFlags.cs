using System.CommandLine;
using Custos.App.Proxy;
using Custos.App.Proxy.Protocols;
using Custos.App.Proxy.Upstream;
using Custos.Gate.Streaming;
using Custos.Records;
using Custos.Store;

namespace Custos.App.Cli.Serving;

/// <summary>What of <c>custos serve</c> is about standing in front of a model's server?</summary>
internal static class ProxyFlags
{
    private static readonly Option<string[]> Upstreams = new("--upstream")
    {
        Description = "The model's server to stand in front of, for instance https://api.openai.com; openai=URL or anthropic=URL for clients of that family only. May be given twice.",
        HelpName = "URL",
    };

    private static readonly Option<string[]> Keys = new("--upstream-key")
    {
        Description = "The environment variable that holds the key of the model's server: openai=NAME or anthropic=NAME. OPENAI_API_KEY and ANTHROPIC_API_KEY unless said; where it is not set the client's own key goes on.",
        HelpName = "family=NAME",
    };

    private static readonly Option<InputOrder> Input = new("--input")
    {
        Description = "before: what is asked is decided on before the model is called; beside: at the same time, and nothing of the answer goes before it has passed.",
        DefaultValueFactory = _ => InputOrder.Before,
    };

    private static readonly Option<BlockedAs> OnBlock = new("--on-block")
    {
        Description = "What a client gets for a request that is stopped: answer, the policy's message as the model's own words, with the protocol's sign of a refusal; or error, status 400.",
        DefaultValueFactory = _ => BlockedAs.Answer,
    };

    private static readonly Option<bool> Instructions = new("--read-instructions") { Description = "Decide on the application's own instructions (system prompts), too." };

    private static readonly Option<int> HoldBack = new("--hold-back")
    {
        Description = "How many characters of a stream are held back: what a policy finds is never let go in part where it is no longer than this.",
        DefaultValueFactory = _ => new StreamingOptions().HoldBack,
    };

    private static readonly Option<int> Deadline = new("--deadline")
    {
        Description = "How many milliseconds one decision on a model call may take.",
        DefaultValueFactory = _ => 150,
    };

    private static readonly Option<string?> Prices = new("--prices") { Description = "A file of prices per million tokens, by which the cost of calls is recorded.", HelpName = "file" };

    private static readonly Option<int?> Requests = new("--requests-per-minute") { Description = "How many calls each key without a limit of its own may make a minute; no limit unless said." };

    private static readonly Option<int?> Tokens = new("--tokens-per-minute") { Description = "How many tokens, asked and answered, each key without a limit of its own may use a minute; no limit unless said." };

    private static readonly Option<int> Silence = new("--upstream-silence")
    {
        Description = "After how many seconds of silence in the middle of a stream the model's server is given up.",
        DefaultValueFactory = _ => 120,
    };

    private static readonly Option<int> FirstByte = new("--upstream-timeout")
    {
        Description = "How many seconds the model's server may take to begin its answer.",
        DefaultValueFactory = _ => 600,
    };

    private enum InputOrder
    {
        Before,
        Beside,
    }

    private enum BlockedAs
    {
        Answer,
        Error,
    }

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Upstreams, Keys, Input, OnBlock, Instructions, HoldBack, Deadline, Prices, Requests, Tokens, FirstByte, Silence]) command.Options.Add(option);
    }

    /// <summary>How to stand in front of a model; null where there is none to stand in front of.</summary>
    /// <exception cref="BadInputException">An option does not fit.</exception>
    public static ProxyOptions? Read(ParseResult parsed)
    {
        var given = parsed.GetValue(Upstreams) ?? [];
        if (given.Length == 0) return null;
        return new ProxyOptions
        {
            Upstreams = ReadUpstreams(given, ReadKeys(parsed.GetValue(Keys) ?? [])),
            Streaming = new StreamingOptions { HoldBack = InRange(parsed, HoldBack, 0, 4096) },
            Deadline = TimeSpan.FromMilliseconds(InRange(parsed, Deadline, 1, 60_000)),
            AsksBeside = parsed.GetValue(Input) == InputOrder.Beside,
            ReadsInstructions = parsed.GetValue(Instructions),
            BlocksWithError = parsed.GetValue(OnBlock) == BlockedAs.Error,
            Prices = parsed.GetValue(Prices) is { } prices ? PriceTable.Read(prices) : PriceTable.None,
            Limits = new KeyLimits(AtLeastOne(parsed, Requests), AtLeastOne(parsed, Tokens)),
            FirstByteTimeout = TimeSpan.FromSeconds(InRange(parsed, FirstByte, 1, 86_400)),
            IdleTimeout = TimeSpan.FromSeconds(InRange(parsed, Silence, 1, 86_400)),
        };
    }

    private static Dictionary<Family, string> ReadKeys(string[] given)
    {
        var names = new Dictionary<Family, string> { [Family.OpenAi] = "OPENAI_API_KEY", [Family.Anthropic] = "ANTHROPIC_API_KEY" };
        foreach (var one in given)
        {
            var parts = one.Split('=', 2);
            if (parts.Length != 2 || FamilyOf(parts[0]) is not { } family || parts[1].Length == 0) throw new BadInputException($"'{one}' does not say whose key it is.", "Write --upstream-key openai=NAME or anthropic=NAME, with the name of an environment variable.", isUsage: true);
            if (Environment.GetEnvironmentVariable(parts[1]) is not { Length: > 0 }) throw new BadInputException($"The environment variable {parts[1]} is not set.", "Set it to the key of the model's server.", isUsage: true);
            names[family] = parts[1];
        }

        return names;
    }

    private static Dictionary<Family, UpstreamAddress> ReadUpstreams(string[] given, Dictionary<Family, string> keys)
    {
        var upstreams = new Dictionary<Family, UpstreamAddress>();
        foreach (var one in given)
        {
            var named = one.IndexOf('=', StringComparison.Ordinal) is var at and > 0 && FamilyOf(one[..at]) is { } family ? (Family?)family : null;
            var url = UpstreamAddress.Read(named is null ? one : one[(one.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            foreach (var of in named is { } only ? [only] : Enum.GetValues<Family>())
            {
                if (!upstreams.TryAdd(of, new UpstreamAddress(url, Environment.GetEnvironmentVariable(keys[of]) is { Length: > 0 } key ? key : null)))
                {
                    throw new BadInputException($"Two model servers are given for clients of {of}.", "Give one --upstream for both families, or openai=URL and anthropic=URL.", isUsage: true);
                }
            }
        }

        return upstreams;
    }

    private static Family? FamilyOf(string name) => name switch
    {
        "openai" => Family.OpenAi,
        "anthropic" => Family.Anthropic,
        _ => null,
    };

    private static int InRange(ParseResult parsed, Option<int> option, int least, int most) => parsed.GetValue(option) is var value && value >= least && value <= most
        ? value
        : throw new BadInputException($"{option.Name} {value} is not from {least} to {most}.", "Give a number in that range.", isUsage: true);

    private static int? AtLeastOne(ParseResult parsed, Option<int?> option) => parsed.GetValue(option) is not { } value ? null : value >= 1
        ? value
        : throw new BadInputException($"{option.Name} {value} lets nobody in.", "Give 1 or more, or leave it out for no limit.", isUsage: true);
}
