using Custos.Ingest.Otlp;
using Custos.Records;
using Custos.Records.Telemetry;

namespace Custos.Tests.Ingest.Rows;

public sealed class LogRowsTests
{
    [Fact]
    public void A_log_record_is_kept_with_all_that_it_says()
    {
        var log = new SomeLog { Body = "stock is low", Attributes = [("item", "shoe")] }.Record<ProgramLog>();

        (log.Trace, log.Span, log.Severity, log.EventName, log.Body, log.Service, log.Attributes).ShouldBe((SomeSpan.Trace, "eee19b7ec3c1b174", "INFO", null, "stock is low", "shop", """{"item":"shoe"}"""));
        log.At.ShouldBe(SomeSpan.NoonTime);
    }

    [Fact]
    public void A_body_of_several_values_is_JSON_and_a_time_that_is_not_told_is_that_of_the_observer()
    {
        var log = new SomeLog { Time = 0, Observed = SomeSpan.Noon, TraceId = "", SpanId = "", Severity = 0, Body = new Dictionary<string, object?> { ["a"] = 1L, ["b"] = new object?[] { true } } }.Record<ProgramLog>();

        (log.Trace, log.Span, log.Severity, log.Body).ShouldBe((null, null, null, """{"a":1,"b":[true]}"""));
        log.At.ShouldBe(SomeSpan.NoonTime);
    }

    [Fact]
    public void Equal_records_are_different_ones_and_the_same_ones_when_they_are_sent_again()
    {
        var log = new SomeLog { Body = "again" };

        var first = SomeLog.Collect(log, log).Events;

        first[0].Id.ShouldNotBe(first[1].Id);
        SomeLog.Collect(log, log).Events.Select(static one => one.Id).ShouldBe(first.Select(static one => one.Id));
    }

    [Fact]
    public void A_record_without_a_time_or_with_half_a_trace_is_not_taken()
    {
        SomeLog.Collect(new SomeLog { Time = 0 }).Rejected.ShouldHaveSingleItem().Reason.ShouldBe(RejectionReasons.WordsOf(RejectionReason.NoTime));
        SomeLog.Collect(new SomeLog { TraceId = "01" }).Rejected.ShouldHaveSingleItem().Reason.ShouldBe(RejectionReasons.WordsOf(RejectionReason.TraceId));
        SomeLog.Collect(new SomeLog { SpanId = "01" }).Rejected.ShouldHaveSingleItem().Reason.ShouldBe(RejectionReasons.WordsOf(RejectionReason.SpanId));
        SomeLog.Collect(new SomeLog { Body = new string('x', RejectionReasons.MostAttributeBytes) }).Rejected.ShouldHaveSingleItem().Reason.ShouldBe(RejectionReasons.WordsOf(RejectionReason.AttributeTooLarge));
    }

    [Theory]
    [InlineData("", "event.name")]
    [InlineData("gen_ai.evaluation.result", "other")]
    public void An_evaluation_is_an_evaluation_however_its_event_is_named(string eventName, string attribute)
    {
        var events = SomeLog.Collect(new SomeLog { EventName = eventName, Attributes = [(attribute, "gen_ai.evaluation.result"), ("gen_ai.evaluation.name", "toxicity"), ("gen_ai.evaluation.score.value", 0), ("judge", "j1")] }).Events;

        events.Count.ShouldBe(2);
        var evaluation = events[1].ShouldBeOfType<Evaluation>();
        (evaluation.Name, evaluation.Score, evaluation.ExternalKey, evaluation.IsPart).ShouldBe(("toxicity", 0, $"{SomeSpan.Trace}:eee19b7ec3c1b174", true));
        events[0].ShouldBeOfType<ProgramLog>().Attributes!.ShouldContain("\"judge\":\"j1\"");
    }

    [Fact]
    public void Two_scores_of_one_moment_are_two_evaluations()
    {
        var first = new SomeLog { EventName = "gen_ai.evaluation.result", Attributes = [("gen_ai.evaluation.name", "toxicity"), ("gen_ai.evaluation.score.value", 0.1)] };

        var events = SomeLog.Collect(first, first with { Attributes = [("gen_ai.evaluation.name", "toxicity"), ("gen_ai.evaluation.score.value", 0.2)] }).Events;

        events.Select(static one => one.Id).ShouldBeUnique();
        events.OfType<Evaluation>().Select(static one => one.Score).ShouldBe([0.1, 0.2]);
    }

    [Fact]
    public void What_a_model_was_asked_is_an_exchange_unless_its_span_is_sent_too()
    {
        var details = new SomeLog
        {
            EventName = "gen_ai.client.inference.operation.details",
            Attributes = [("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.usage.output_tokens", 4), ("gen_ai.input.messages", new object?[] { new Dictionary<string, object?> { ["role"] = "user", ["parts"] = new object?[] { new Dictionary<string, object?> { ["type"] = "text", ["content"] = "Weather?" } } } })],
        };

        var call = details.Record<Exchange>();

        (call.Input, call.Call!.OutputTokens, call.ExternalKey).ShouldBe(("Weather?", 4, $"{SomeSpan.Trace}:eee19b7ec3c1b174"));
        (details with { TraceId = "", SpanId = "", Flags = 1 }).Record<Exchange>().ExternalKey.ShouldBeNull();
        (details with { Flags = 1 }).Record<ProgramLog>().EventName.ShouldBe("gen_ai.client.inference.operation.details");
    }

    [Theory]
    [InlineData("thumb", 1.0, null, FeedbackKind.Thumb)]
    [InlineData("stars", 4.5, null, FeedbackKind.Stars)]
    [InlineData("text", null, "too long", FeedbackKind.Text)]
    [InlineData("rewrite", null, "Better so.", FeedbackKind.Rewrite)]
    [InlineData(null, null, "too long", FeedbackKind.Text)]
    [InlineData(null, -1.0, null, FeedbackKind.Thumb)]
    public void Feedback_is_feedback(string? word, double? value, string? content, FeedbackKind kind)
    {
        var feedback = Feedback(word, value, content, "store").Record<Feedback>();

        (feedback.Kind, feedback.Value, feedback.Content, feedback.Consent).ShouldBe((kind, value, content, FeedbackConsent.Store));
        (feedback.ExchangeId, feedback.ExternalKey).ShouldBe((Guid.Parse("0195a000-0000-7000-8000-000000000001"), $"{SomeSpan.Trace}:eee19b7ec3c1b174"));
        Feedback(word, value, content, null).Record<Feedback>().Content.ShouldBeNull();
    }

    [Fact]
    public void Words_are_kept_without_personal_identifiers_unless_they_are_wanted()
    {
        var log = Feedback("text", null, "write to anna@example.com", "store");

        log.Record<Feedback>().Content.ShouldBe("write to [email_address]");
        log.Record<Feedback>().IsRedacted.ShouldBeTrue();
        (log with { Attributes = [.. log.Attributes, ("custos.feedback.redact", false)] }).Record<Feedback>().Content.ShouldBe("write to anna@example.com");
    }

    [Theory]
    [InlineData("thumb", 0.5, null)]
    [InlineData("stars", 6.0, null)]
    [InlineData("text", null, null)]
    [InlineData("smile", 1.0, "x")]
    [InlineData(null, 1.0, null)]
    [InlineData(null, null, null)]
    public void Feedback_that_nobody_can_read_is_not_taken_and_its_words_are_not_kept(string? word, double? value, string? content) =>
        SomeLog.Collect(Feedback(word, value, content, "train")).Rejected.ShouldHaveSingleItem().Reason.ShouldBe(RejectionReasons.WordsOf(RejectionReason.FeedbackNotUnderstood));

    private static SomeLog Feedback(string? word, double? value, string? content, string? consent) => new()
    {
        EventName = "custos.feedback",
        Attributes =
        [
            .. ((string, object?)[])[("custos.feedback.kind", word), ("custos.feedback.value", value), ("custos.feedback.content", content), ("custos.feedback.consent", consent), ("custos.exchange.id", "0195a000-0000-7000-8000-000000000001")],
        ],
    };
}
