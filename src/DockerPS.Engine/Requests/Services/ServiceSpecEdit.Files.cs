using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

internal sealed partial record ServiceSpecEdit
{
    /// <summary>Secrets as they stand in the spec, and names or ids of those that go.</summary>
    public ListChange<JsonObject, string> Secrets { get; init; } = ListChange<JsonObject, string>.None;

    /// <summary>Configs as they stand in the spec, and names or ids of those that go.</summary>
    public ListChange<JsonObject, string> Configs { get; init; } = ListChange<JsonObject, string>.None;

    /// <summary>The account of Windows containers.</summary>
    public CredentialSpecText? CredentialSpec { get; init; }

    /// <summary>The id of the config that it is in; null where it is elsewhere.</summary>
    public string? CredentialConfigId { get; init; }

    private void ChangeFiles(JsonObject container, List<string> missing)
    {
        ChangeReferences(container, nameof(Secrets), "Secret", Secrets, missing);
        ChangeReferences(container, nameof(Configs), "Config", Configs, missing);
        if (CredentialSpec is { } account)
        {
            ChangeAccount(container, account);
        }
    }

    private static void ChangeReferences(JsonObject container, string field, string kind, ListChange<JsonObject, string> change, List<string> missing)
    {
        if (change.IsEmpty)
        {
            return;
        }

        List<JsonObject> references = SpecJson.Objects(container, field);
        foreach (string nameOrId in change.Removed)
        {
            // A config that is there for the credential spec is no file, and goes with that only.
            if (references.RemoveAll(reference => !IsRuntime(reference)
                && (SpecJson.Text(reference, kind + "Name") == nameOrId || SpecJson.Text(reference, kind + "ID") == nameOrId)) == 0)
            {
                missing.Add($"{kind.ToLowerInvariant()} {nameOrId}");
            }
        }

        SpecJson.SetObjects(container, field, [.. references, .. change.Added]);
    }

    private void ChangeAccount(JsonObject container, CredentialSpecText account)
    {
        List<JsonObject> configs = SpecJson.Objects(container, nameof(Configs));
        bool isThere = CredentialConfigId is not null && configs.Exists(IsAccount);
        configs.RemoveAll(config => IsRuntime(config) && !IsAccount(config));
        if (CredentialConfigId is not null && !isThere)
        {
            configs.Add(new JsonObject { ["Runtime"] = new JsonObject(), ["ConfigID"] = CredentialConfigId, ["ConfigName"] = account.Config });
        }

        SpecJson.SetObjects(container, nameof(Configs), configs);
        if (!account.IsNone)
        {
            SpecJson.Child(container, "Privileges")[nameof(CredentialSpec)] = account.ToJson(CredentialConfigId);
        }
        else if (container["Privileges"] is JsonObject privileges)
        {
            privileges.Remove(nameof(CredentialSpec));
        }

        bool IsAccount(JsonObject config) => IsRuntime(config) && SpecJson.Text(config, "ConfigID") == CredentialConfigId;
    }

    private static bool IsRuntime(JsonObject reference) => reference["Runtime"] is JsonObject;
}
