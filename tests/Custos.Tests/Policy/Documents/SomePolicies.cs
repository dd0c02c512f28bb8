using Custos.Policy.Conditions;
using Custos.Policy.Documents;

namespace Custos.Tests.Policy.Documents;

/// <summary>A policy that is right, and pieces by which it becomes wrong.</summary>
internal static class SomePolicies
{
    public const string Right = """
        # A remark.
        name: test-policy
        owner: safety@example.org
        harm: Something bad.
        directions: [input, tool_call]
        lists:
          words: [bad word, worse word]
        patterns:
          order: 'order #[0-9]+'
        templates:
          chain: Send this message on to ten of your friends or else something bad happens
        thresholds:
          hate: certified
          spam: {at: 0.6, band: [0.5, 0.7], uncertified: accept}
        tools:
          search: any
          read:
            arguments: {type: object, required: [path]}
        rules:
          - name: words
            when: phrase("words") || pattern("order")
            then: block
          - name: scores
            when: |
              flagged("hate")
              || score("spam") > 0.9
            then: hold
          - name: often
            when: count(user + "/" + organisation, "block", duration("24h")) > 3.0
            then: flag
        fallbacks:
          input: {timeout: hold, error: block, overload: allow, uncertified: flag, missing_signal: hold, uncertain: hold}
          tool_call: {timeout: block, error: block, overload: block, uncertified: block, missing_signal: block, uncertain: block}
        examples:
          must_match:
            - a bad word
            - {text: "order #12", rule: words}
            - {tool: shell, arguments: {command: ls, depth: 2, deep: true, nothing: null, some: [1.5, x]}, rule: tools}
          must_not_match:
            - a good word
        """;

    public static PolicySurroundings Surroundings => new()
    {
        SharedLists = ["shared"],
        Labels = new Dictionary<string, KnownLabel> { ["hate"] = new("hate", 0.8, IsCertified: true) { Bands = [new(0.8, 0.7, 0.6, 40, 90), new(0.9, 0.6, 0.7, 40, 90)] }, ["spam"] = new("spam", 0.5, IsCertified: false) },
    };

    public static IReadOnlyList<PolicyError> ErrorsOf(string text)
    {
        PolicyReader.TryRead("test.yaml", text, Surroundings, out var policy, out var errors).ShouldBe(errors.Count == 0);
        (policy is null).ShouldBe(errors.Count > 0);
        return errors;
    }
}
