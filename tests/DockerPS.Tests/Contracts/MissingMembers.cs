using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace DockerPS.Tests.Contracts;

/// <summary>What an assembly asks for that the assemblies loaded here do not have, found by resolving every reference as the JIT would.</summary>
internal static class MissingMembers
{
    public static unsafe IReadOnlyList<string> Of(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out byte* blob, out int length))
            throw new InvalidOperationException($"{assembly} has no metadata.");
        MetadataReader reader = new(blob, length);
        Module module = assembly.ManifestModule;
        List<string> missing = [];
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
            Try(() => module.ResolveType(MetadataTokens.GetToken(handle)));
        foreach (MemberReferenceHandle handle in reader.MemberReferences)
            Try(() => module.ResolveMember(MetadataTokens.GetToken(handle)));
        foreach (Type type in assembly.GetTypes())
        {
            Try(() => type.GetCustomAttributes(false));
            foreach (MemberInfo member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                // The named arguments of attributes are references by name only.
                Try(() => member.GetCustomAttributes(false));
                if (member is MethodInfo { IsVirtual: true } method && !method.Attributes.HasFlag(MethodAttributes.NewSlot) && method.GetBaseDefinition() == method)
                    missing.Add($"{type}.{method.Name} overrides a method that is not there");
            }
        }
        return [.. missing.Distinct().Order(StringComparer.Ordinal)];

        void Try(Action resolve)
        {
            try
            {
                resolve();
            }
            catch (Exception e) when (e is MissingMemberException or TypeLoadException or FileNotFoundException or CustomAttributeFormatException)
            {
                missing.Add(e.Message);
            }
            catch (ArgumentException)
            {
                // A member of a type over type parameters has no meaning outside of its class; its definition is looked at with the type reference.
            }
        }
    }
}
