using Custos.App.Simulation.Replies;
using Custos.Records;

namespace Custos.App.Simulation.Scripts;

/// <summary>Which personas does a user's script describe?</summary>
internal static class PersonaScript
{
    private const string SomePersona = "Write 'name:' and what it says, for instance 'say: Hello.'.";

    private static readonly string[] ReplyKeys = ["say", "parts", "chunks", "stop", "before_headers", "before_first", "per_chunk", "error", "fault", "style"];

    /// <summary>The personas of a file, in its order.</summary>
    /// <exception cref="BadInputException">The file is no YAML, or says something that means nothing; with its place.</exception>
    public static IReadOnlyList<Persona> Read(string file)
    {
        using var text = File.OpenText(file);
        return Read(file, text);
    }

    /// <param name="file">What messages call it.</param>
    /// <param name="text">What it says.</param>
    public static IReadOnlyList<Persona> Read(string file, TextReader text)
    {
        var root = ScriptNode.Load(file, text);
        root.Admit("a script", "personas");
        var listed = root.Find("personas") ?? throw root.Wrong("There are no personas.", "Write 'personas:' and a list below it.");
        return [.. listed.Items("'personas'").Select(ReadPersona)];
    }

    private static Persona ReadPersona(ScriptNode node)
    {
        node.Admit("a persona", ["name", "description", "turns", .. ReplyKeys]);
        var name = (node.Find("name") ?? throw node.Wrong("The persona has no name.", SomePersona)).Text("The name");
        var description = node.Find("description")?.Text("The description") ?? "from a script";
        if (node.Find("turns") is not { } turns) return Persona.OfTurns(name, description, [ReadReply(node)]);
        var replies = turns.Items("'turns'");
        if (replies.Count == 0) throw turns.Wrong("There are no turns.", "Write one reply at least, or the reply itself without 'turns:'.");
        return Persona.OfTurns(name, description, [.. replies.Select(reply =>
        {
            reply.Admit("a turn", ReplyKeys);
            return ReadReply(reply);
        })]);
    }

    private static Reply ReadReply(ScriptNode node)
    {
        if (node.Find("say") is not null && node.Find("parts") is { } both) throw both.Wrong("There are both 'say' and 'parts'.", "Make what is said one of the parts.");
        return new Reply
        {
            Parts = node.Find("parts") is { } parts ? [.. parts.Items("'parts'").Select(ReadPart)] : node.Find("say") is { } said ? [new ReplyPart.Say(said.Text("What it says"))] : [],
            Stop = node.Find("stop")?.Word<StopCause>("reason to stop"),
            Cuts = node.Find("chunks") is { } chunks ? ReadChunks(chunks) : Cuts.Every(4),
            Pace = new Pace
            {
                BeforeHeaders = DurationAt(node, "before_headers"),
                BeforeFirst = DurationAt(node, "before_first"),
                PerChunk = DurationAt(node, "per_chunk"),
            },
            Error = node.Find("error") is { } error ? ReadError(error) : null,
            Fault = node.Find("fault") is { } fault ? ReadFault(fault) : null,
            Style = node.Find("style") is { } style ? ReadStyle(style) : new EventStyle(),
        };
    }

    private static ReplyPart ReadPart(ScriptNode node)
    {
        node.Admit("a part", "say", "reason", "refuse", "call", "arguments", "pieces", "chunks", "cuts");
        ReplyPart part =
            node.Find("say") is { } said ? new ReplyPart.Say(said.Text("What it says")) :
            node.Find("reason") is { } reasoned ? new ReplyPart.Reason(reasoned.Text("The reasoning")) :
            node.Find("refuse") is { } refused ? new ReplyPart.Refuse(refused.Text("The refusal")) :
            node.Find("call") is { } called ? new ReplyPart.Call(called.Text("The tool's name"), node.Find("arguments")?.Json() ?? "{}") :
            node.Find("pieces") is { } pieces ? OfPieces(pieces) :
            throw node.Wrong("The part says nothing.", "Write one of 'say:', 'pieces:', 'reason:', 'refuse:' and 'call:'.");
        return
            node.Find("cuts") is { } cuts ? part with { Cuts = Cuts.At([.. cuts.Items("'cuts'").Select(cut => cut.Whole("A cut", 1))]) } :
            node.Find("chunks") is { } chunks ? part with { Cuts = ReadChunks(chunks) } :
            part;
    }

    private static ReplyPart.Say OfPieces(ScriptNode pieces)
    {
        var texts = pieces.Items("'pieces'").Select(piece => piece.Text("A piece")).ToList();
        var ends = new List<int>();
        foreach (var text in texts) ends.Add((ends.Count == 0 ? 0 : ends[^1]) + text.Length);
        return new ReplyPart.Say(string.Concat(texts)) { Cuts = Cuts.At([.. ends]) };
    }

    private static Cuts ReadChunks(ScriptNode node) =>
        node.IsList ? Cuts.Every([.. node.Items("'chunks'").Select(size => size.Whole("A size", 1))]) :
        node.Text("'chunks'") == "whole" ? Cuts.None :
        Cuts.Every(node.Whole("'chunks'", 1));

    private static SimulatedError ReadError(ScriptNode node)
    {
        node.Admit("an error", "status", "message", "code", "retry_after", "times");
        return new SimulatedError((node.Find("status") ?? throw node.Wrong("The error has no status.", "Write one, for instance 'status: 429'.")).Whole("The status", 400, 599), node.Find("message")?.Text("The message") ?? "A simulated error.")
        {
            Code = node.Find("code")?.Text("The code"),
            RetryAfter = node.Find("retry_after")?.Duration("'retry_after'"),
            Times = node.Find("times")?.Whole("'times'", 1),
        };
    }

    private static Fault ReadFault(ScriptNode node)
    {
        node.Admit("a fault", "kind", "at_chunk", "bytes");
        var fault = new Fault((node.Find("kind") ?? throw node.Wrong("The fault has no kind.", "Write one, for instance 'kind: reset'.")).Word<FaultKind>("kind of fault"), node.Find("at_chunk")?.Whole("'at_chunk'", 0) ?? 0);
        return node.Find("bytes") is { } bytes ? fault with { Bytes = bytes.Whole("'bytes'", 1) } : fault;
    }

    private static EventStyle ReadStyle(ScriptNode node)
    {
        node.Admit("a style", "crlf", "comments", "escapes", "bytes_per_write");
        return new EventStyle
        {
            Crlf = node.Find("crlf")?.Truth("'crlf'") ?? false,
            Comments = node.Find("comments")?.Truth("'comments'") ?? false,
            Escapes = node.Find("escapes")?.Truth("'escapes'") ?? false,
            BytesPerWrite = node.Find("bytes_per_write")?.Whole("'bytes_per_write'", 1) ?? 0,
        };
    }

    private static TimeSpan DurationAt(ScriptNode node, string key) => node.Find(key)?.Duration($"'{key}'") ?? TimeSpan.Zero;
}
