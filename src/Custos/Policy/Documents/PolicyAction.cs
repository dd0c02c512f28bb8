namespace Custos.Policy.Documents;

/// <summary>What does a rule do where it matches? The first rule of a policy that matches speaks for the policy.</summary>
public enum PolicyAction
{
    /// <summary>Nothing is wrong here as far as this policy goes: the rules after it are not asked.</summary>
    Allow,
    Flag,

    /// <summary>The stretches that the rule's lists, patterns and identifiers match are taken out.</summary>
    Redact,
    Hold,
    Block,
}
