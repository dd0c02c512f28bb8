using Custos.Records;
using Custos.Records.Calls;
using Custos.Records.Telemetry;

namespace Custos.Tests.Ingest.Rows;

public sealed class SpanRowsTests
{
    private const string Asked = """[{"role":"user","parts":[{"type":"text","content":"Weather in Paris?"}]}]""";
    private const string Said = """[{"role":"assistant","parts":[{"type":"text","content":"Rain."}],"finish_reason":"stop"}]""";

    private static readonly (string, object?)[] GenAi =
    [
        ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "gpt-4o"), ("gen_ai.response.model", "gpt-4o-2024-11-20"),
        ("gen_ai.usage.input_tokens", 10), ("gen_ai.usage.output_tokens", 4L), ("gen_ai.usage.cache_read.input_tokens", 3), ("gen_ai.response.finish_reasons", new object?[] { "stop" }),
        ("gen_ai.response.time_to_first_chunk", 0.25), ("gen_ai.request.stream", true), ("gen_ai.conversation.id", "c1"), ("user.id", "u1"),
        ("gen_ai.input.messages", Asked), ("gen_ai.output.messages", Said), ("gen_ai.request.temperature", 0.7),
    ];

    [Fact]
    public void A_call_in_the_present_conventions_is_an_exchange()
    {
        var call = new SomeSpan { Attributes = GenAi, Resource = [("service.name", "shop"), ("cloud.region", "eu-west-1"), ("custos.organisation", "acme")] }.Record<Exchange>();

        (call.Source, call.ExternalKey, call.Endpoint).ShouldBe(("otlp", $"{SomeSpan.Trace}:eee19b7ec3c1b174", "chat"));
        (call.User, call.Conversation, call.Organisation, call.Region).ShouldBe(("u1", "c1", "acme", "eu-west-1"));
        (call.Model, call.Input, call.Output).ShouldBe(("gpt-4o-2024-11-20", "Weather in Paris?", "Rain."));
        call.Call.ShouldBe(new ModelCall
        {
            Protocol = "openai", Outcome = CallOutcome.Completed, IsStreamed = true, StopReason = "stop", Refused = false, InputTokens = 10, CachedTokens = 3, OutputTokens = 4,
            FirstTokenMicroseconds = 250_000, DurationMicroseconds = 1_500_000,
        });
        call.Attributes.ShouldBe("""{"gen_ai.request.model":"gpt-4o","gen_ai.request.temperature":0.7,"service.name":"shop","otel.span.name":"chat gpt-4o","otel.scope.name":"scope","otel.scope.version":"1.0"}""");
    }

    public static TheoryData<string, (string, object?)[]> Generations => new()
    {
        { "GenAI to 1.36", [("gen_ai.operation.name", "chat"), ("gen_ai.system", "openai"), ("gen_ai.request.model", "gpt-4o"), ("gen_ai.usage.input_tokens", 10), ("gen_ai.usage.output_tokens", 4), ("gen_ai.response.finish_reasons", new object?[] { "stop" }), ("gen_ai.input.messages", Asked), ("gen_ai.output.messages", Said)] },
        { "GenAI to 1.26", [("gen_ai.system", "openai"), ("gen_ai.request.model", "gpt-4o"), ("gen_ai.usage.prompt_tokens", 10), ("gen_ai.usage.completion_tokens", 4), ("gen_ai.response.finish_reasons", "stop"), ("gen_ai.prompt", """[{"role":"user","content":"Weather in Paris?"}]"""), ("gen_ai.completion", """[{"role":"assistant","content":"Rain."}]""")] },
        { "OpenInference", [("openinference.span.kind", "LLM"), ("llm.provider", "openai"), ("llm.model_name", "gpt-4o"), ("llm.token_count.prompt", 10), ("llm.token_count.completion", 4), ("llm.finish_reason", "stop"), ("input.value", """{"messages":[]}"""), ("llm.input_messages.0.message.role", "user"), ("llm.input_messages.0.message.content", "Weather in Paris?"), ("llm.output_messages.0.message.role", "assistant"), ("llm.output_messages.0.message.content", "Rain.")] },
        { "OpenInference in parts", [("openinference.span.kind", "LLM"), ("llm.system", "openai"), ("llm.model_name", "gpt-4o"), ("llm.token_count.prompt", 10), ("llm.token_count.completion", 4), ("llm.finish_reason", "stop"), ("llm.input_messages.0.message.role", "user"), ("llm.input_messages.0.message.contents.0.message_content.text", "Weather in Paris?"), ("llm.output_messages.0.message.contents.0.message_content.text", "Rain.")] },
        { "OpenLLMetry", [("llm.request.type", "chat"), ("gen_ai.system", "openai"), ("gen_ai.request.model", "gpt-4o"), ("gen_ai.usage.prompt_tokens", "10"), ("gen_ai.usage.completion_tokens", 4.0), ("gen_ai.prompt.0.role", "user"), ("gen_ai.prompt.0.content", "Weather in Paris?"), ("gen_ai.completion.0.role", "assistant"), ("gen_ai.completion.0.content", "Rain."), ("gen_ai.completion.0.finish_reason", "stop")] },
        { "Vercel AI SDK", [("ai.operationId", "ai.generateText.doGenerate"), ("ai.model.provider", "openai"), ("ai.model.id", "gpt-4o"), ("ai.usage.promptTokens", 10), ("ai.usage.completionTokens", 4), ("ai.response.finishReason", "stop"), ("ai.prompt.messages", """[{"role":"user","content":[{"type":"text","text":"Weather in Paris?"}]}]"""), ("ai.response.text", "Rain.")] },
    };

    [Theory]
    [MemberData(nameof(Generations))]
    public void Every_generation_of_names_says_the_same(string generation, (string, object?)[] attributes)
    {
        var call = new SomeSpan { Attributes = attributes }.Record<Exchange>();

        (call.Model, call.Input, call.Output).ShouldBe(("gpt-4o", "Weather in Paris?", "Rain."), generation);
        (call.Call!.Protocol, call.Call.InputTokens, call.Call.OutputTokens, call.Call.StopReason).ShouldBe(("openai", 10, 4, "stop"), generation);
    }

    [Fact]
    public void Of_two_generations_in_one_span_the_newer_counts_and_the_older_is_kept()
    {
        var call = new SomeSpan { Attributes = [("gen_ai.usage.prompt_tokens", 99), ("gen_ai.system", "az.ai.openai"), .. GenAi] }.Record<Exchange>();

        (call.Call!.Protocol, call.Call.InputTokens).ShouldBe(("openai", 10));
        call.Attributes!.ShouldContain("\"gen_ai.usage.prompt_tokens\":99");
        call.Attributes!.ShouldContain("\"gen_ai.system\":\"az.ai.openai\"");
    }

    [Fact]
    public void The_input_is_what_came_after_the_models_last_words_and_the_history_is_kept()
    {
        const string history = """[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi"},{"role":"user","content":"Weather?"},{"role":"user","content":"In Paris."}]""";

        var call = new SomeSpan { Attributes = [("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", history)] }.Record<Exchange>();

        call.Input.ShouldBe("Weather?\n\nIn Paris.");
        call.Attributes!.ShouldContain("gen_ai.input.messages");
    }

    [Fact]
    public void In_pieces_too_the_history_is_kept()
    {
        var call = new SomeSpan { Attributes = [("llm.request.type", "chat"), ("gen_ai.prompt.0.role", "user"), ("gen_ai.prompt.0.content", "Hello"), ("gen_ai.prompt.1.role", "assistant"), ("gen_ai.prompt.1.content", "Hi"), ("gen_ai.prompt.2.role", "user"), ("gen_ai.prompt.2.content", "Weather?")] }.Record<Exchange>();

        call.Input.ShouldBe("Weather?");
        call.Attributes!.ShouldContain("\"gen_ai.prompt.0.content\":\"Hello\"");
        call.Attributes!.ShouldNotContain("Weather?");
    }

    [Fact]
    public void Messages_that_are_lists_of_their_own_are_read_like_those_in_JSON()
    {
        object?[] asked = [new Dictionary<string, object?> { ["role"] = "user", ["parts"] = new object?[] { new Dictionary<string, object?> { ["type"] = "text", ["content"] = "Weather in Paris?" } } }];

        new SomeSpan { Attributes = [("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", asked)] }.Record<Exchange>().Input.ShouldBe("Weather in Paris?");
    }

    public static TheoryData<string, (string, (string, object?)[])[]> EventGenerations => new()
    {
        { "to 1.26", [("gen_ai.content.prompt", [("gen_ai.prompt", """[{"role":"user","content":"Weather?"}]""")]), ("gen_ai.content.completion", [("gen_ai.completion", """[{"role":"assistant","content":"Rain."}]""")])] },
        { "to 1.36", [("gen_ai.system.message", [("content", "Be brief.")]), ("gen_ai.user.message", [("content", "Weather?")]), ("gen_ai.choice", [("message", """{"role":"assistant","content":"Rain."}"""), ("finish_reason", "stop")])] },
        { "to 1.36, with a history", [("gen_ai.user.message", [("content", "Hello")]), ("gen_ai.assistant.message", [("content", "Hi")]), ("gen_ai.user.message", [("gen_ai.event.content", """{"role":"user","content":"Weather?"}""")]), ("gen_ai.choice", [("gen_ai.event.content", """{"index":0,"finish_reason":"stop","message":{"content":"Rain."}}""")])] },
        { "1.41", [("gen_ai.client.inference.operation.details", [("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"text","content":"Weather?"}]}]"""), ("gen_ai.output.messages", """[{"role":"assistant","parts":[{"type":"text","content":"Rain."}]}]""")])] },
    };

    [Theory]
    [MemberData(nameof(EventGenerations))]
    public void What_was_said_is_found_in_the_spans_events_as_well(string generation, (string, (string, object?)[])[] events)
    {
        var call = new SomeSpan { Attributes = [("gen_ai.operation.name", "chat"), ("gen_ai.system", "openai")], Events = events }.Record<Exchange>();

        (call.Input, call.Output).ShouldBe(("Weather?", "Rain."), generation);
    }

    [Fact]
    public void Events_that_say_nothing_of_this_are_kept()
    {
        var span = new SomeSpan { Name = "work", Events = [("exception", [("exception.type", "Timeout")])], Resource = [] }.Record<ProgramSpan>();

        span.Attributes!.ShouldContain("""otel.events":[{"name":"exception","at":"2026-03-01T12:00:00.000001Z","attributes":{"exception.type":"Timeout"}}]""");
    }

    [Fact]
    public void Vercels_outer_span_and_an_embedding_are_no_calls()
    {
        new SomeSpan { Attributes = [("ai.operationId", "ai.generateText"), ("ai.model.id", "gpt-4o"), ("ai.usage.promptTokens", 10), ("ai.response.text", "Rain.")] }.Record<ProgramSpan>();
        new SomeSpan { Attributes = [("ai.operationId", "ai.embed.doEmbed"), ("gen_ai.system", "openai")] }.Record<ProgramSpan>();
        new SomeSpan { Attributes = [("gen_ai.operation.name", "embeddings"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "e"), ("gen_ai.usage.input_tokens", 1)] }.Record<ProgramSpan>();
        new SomeSpan { Attributes = [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.provider.name", "openai"), ("gen_ai.usage.output_tokens", 10)] }.Record<ProgramSpan>();
    }

    [Theory]
    [InlineData("TimeoutError", null, CallOutcome.UpstreamTimedOut)]
    [InlineData("rate_limit", 429, CallOutcome.UpstreamRefused)]
    [InlineData("_OTHER", 502, CallOutcome.UpstreamFailed)]
    [InlineData("_OTHER", null, CallOutcome.UpstreamFailed)]
    public void A_call_that_failed_says_how(string error, int? status, CallOutcome outcome)
    {
        var call = new SomeSpan { Status = 2, Attributes = [("gen_ai.operation.name", "chat"), ("error.type", error), .. status is { } known ? [("http.response.status_code", (object?)known)] : ((string, object?)[])[]] }.Record<Exchange>().Call!;

        (call.Outcome, call.Status).ShouldBe((outcome, status));
    }

    [Fact]
    public void A_value_that_its_field_cannot_have_stays_an_attribute()
    {
        var call = new SomeSpan { Attributes = [("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", -1), ("gen_ai.usage.output_tokens", "many"), ("gen_ai.usage.cost", double.NaN), ("user.id", new string('u', 513)), ("gen_ai.response.time_to_first_chunk", 1e300)] }.Record<Exchange>();

        (call.User, call.Call!.InputTokens, call.Call.OutputTokens, call.Call.Cost, call.Call.FirstTokenMicroseconds).ShouldBe((null, null, null, null, null));
        call.Attributes!.ShouldContain("\"gen_ai.usage.input_tokens\":-1");
        call.Attributes!.ShouldContain("\"gen_ai.usage.output_tokens\":\"many\"");
        call.Attributes!.ShouldContain("uuuu");
        call.Attributes!.ShouldContain("1E+300");
    }

    [Theory]
    [InlineData("gen_ai.operation.name", "execute_tool", "gen_ai.tool.name", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result")]
    [InlineData("openinference.span.kind", "TOOL", "tool.name", "input.value", "output.value")]
    [InlineData("traceloop.span.kind", "tool", "traceloop.entity.name", "traceloop.entity.input", "traceloop.entity.output")]
    [InlineData("ai.operationId", "ai.toolCall", "ai.toolCall.name", "ai.toolCall.args", "ai.toolCall.result")]
    public void A_tools_run_is_an_exchange_of_its_own(string kind, string word, string name, string arguments, string result)
    {
        var tool = new SomeSpan { Attributes = [(kind, word), (name, "get_weather"), (arguments, """{"city":"Paris"}"""), (result, "rain")] }.Record<Exchange>();

        (tool.Tool, tool.Arguments, tool.Output, tool.Call).ShouldBe(("get_weather", """{"city":"Paris"}""", "rain", null));
    }

    [Fact]
    public void A_tools_run_belongs_to_the_call_before_it_and_a_retrieval_to_the_call_behind_it()
    {
        const string agent = "00000000000000aa";
        var records = SomeSpan.Records(
            new SomeSpan { SpanId = "0000000000000004", Parent = agent, Start = SomeSpan.Noon + 3_000_000, End = SomeSpan.Noon + 4_000_000, Attributes = [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "search")] },
            new SomeSpan { SpanId = "0000000000000001", Parent = agent, Attributes = [("gen_ai.operation.name", "retrieval")], End = SomeSpan.Noon },
            new SomeSpan { SpanId = "0000000000000002", Parent = agent, Start = SomeSpan.Noon + 1_000_000, Attributes = GenAi },
            new SomeSpan { SpanId = "0000000000000005", Parent = agent, Start = SomeSpan.Noon + 5_000_000, Attributes = GenAi },
            new SomeSpan { SpanId = "0000000000000006", Parent = "0000000000000005", Start = SomeSpan.Noon, Attributes = [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "inside")] },
            new SomeSpan { SpanId = "0000000000000007", Parent = "00000000000000bb", Attributes = [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "elsewhere")] });

        ((Exchange)records[0]).Parent.ShouldBe(records[3].Id);
        ((Retrieval)records[2]).ExchangeId.ShouldBe(records[3].Id);
        ((Exchange)records[5]).Parent.ShouldBe(records[4].Id);
        ((Exchange)records[6]).Parent.ShouldBeNull();
    }

    [Fact]
    public void A_retrieval_says_what_was_found()
    {
        var span = new SomeSpan { Parent = "0000000000000001", Attributes = [("gen_ai.operation.name", "retrieval"), ("gen_ai.data_source.id", "handbook"), ("gen_ai.retrieval.documents", """[{"id":"a","score":0.2},{"id":"b","score":0.9}]"""), ("custos.retrieval.cited", 1), ("custos.retrieval.answered", true), ("custos.retrieval.newest_document_at", "2026-02-01T00:00:00Z"), ("custos.organisation", "acme"), ("gen_ai.retrieval.query.text", "holidays")] };

        var records = SomeSpan.Records(span);

        records.Count.ShouldBe(2);
        records[0].ShouldBeOfType<ProgramSpan>().Attributes!.ShouldContain("\"gen_ai.retrieval.query.text\":\"holidays\"");
        var found = records[1].ShouldBeOfType<Retrieval>();
        found.IsPart.ShouldBeTrue();

        (found.KnowledgeBase, found.Documents, found.TopScore, found.Cited, found.Answered, found.Organisation).ShouldBe(("handbook", 2, 0.9, 1, true, "acme"));
        found.NewestDocumentAt.ShouldBe(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
        found.ExternalKey.ShouldBe($"{SomeSpan.Trace}:0000000000000001");
        var pieces = (Retrieval)SomeSpan.Records(span with { Attributes = [("openinference.span.kind", "RETRIEVER"), ("retrieval.documents.0.document.content", "x"), ("retrieval.documents.1.document.score", 0.5)] })[1];
        (pieces.Documents, pieces.TopScore).ShouldBe((2, 0.5));
    }

    [Fact]
    public void Evaluations_and_feedback_inside_a_span_are_rows_that_are_part_of_it()
    {
        var records = SomeSpan.Records(new SomeSpan
        {
            Attributes = GenAi,
            Events =
            [
                ("gen_ai.evaluation.result", [("gen_ai.evaluation.name", "relevance"), ("gen_ai.evaluation.score.value", 0.8), ("gen_ai.evaluation.score.label", "pass"), ("gen_ai.evaluation.explanation", "to the point")]),
                ("custos.feedback", [("custos.feedback.kind", "thumb"), ("custos.feedback.value", -1), ("custos.feedback.content", "wrong town"), ("user.id", "u2")]),
            ],
        });

        records.Count.ShouldBe(3);
        var evaluation = records[1].ShouldBeOfType<Evaluation>();
        (evaluation.Name, evaluation.Score, evaluation.Label, evaluation.Explanation, evaluation.IsPart, evaluation.ExchangeId).ShouldBe(("relevance", 0.8, "pass", "to the point", true, records[0].Id));
        var feedback = records[2].ShouldBeOfType<Feedback>();
        (feedback.Kind, feedback.Value, feedback.User, feedback.IsPart, feedback.ExchangeId).ShouldBe((FeedbackKind.Thumb, -1, "u2", true, records[0].Id));
        (feedback.Consent, feedback.Content).ShouldBe((FeedbackConsent.None, null));
        ((Exchange)records[0]).Attributes!.ShouldNotContain("wrong town");
    }
}
